package mxping.scripted;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A dialogue that goes as its script says. */
record ScriptedDialogue(Script script) implements Dialogue {
  private static final String HANDSHAKE = "a TLS handshake";

  @Override
  public void play(Wire wire) throws Mismatch {
    for (Step step : script.steps()) {
      if (!play(step, wire)) {
        return;
      }
    }
  }

  /** Takes one step; false if the dialogue is over, because the client left where it may. */
  private static boolean play(Step step, Wire wire) throws Mismatch {
    return switch (step) {
      case Step.Say say -> say(say, wire);
      case Step.Raw raw -> raw(raw, wire);
      case Step.Garbage garbage -> garbage(garbage, wire);
      case Step.Finale finale -> leave(finale.ruin(), wire);
      case Step.StartTls tls -> start(tls, wire);
      case Step.BreakTls tls -> shatter(tls, wire);
      case Step.TlsFault fault -> fault(fault, wire);
      case Step.Drip drip -> wire.drip(drip.pause());
      case Step.Pause pause -> wire.pause(pause.length());
      case Step.Expect expected -> expect(expected, wire);
      case Step.ExpectClose expected -> expect(expected, wire);
      case Step.ExpectNothing expected -> expect(expected, wire);
    };
  }

  private static boolean say(Step.Say say, Wire wire) {
    say.lines().forEach(line -> wire.note("S: " + line));
    return wire.say(Octets.of(String.join("\r\n", say.lines()) + "\r\n"));
  }

  private static boolean raw(Step.Raw raw, Wire wire) {
    wire.note("S! raw " + raw.escaped());
    return wire.say(Octets.unescape(raw.escaped()));
  }

  private static boolean garbage(Step.Garbage garbage, Wire wire) {
    wire.note("S! garbage");
    return wire.say(garbage.octets());
  }

  private static boolean leave(Step.Ruin ruin, Wire wire) {
    switch (ruin) {
      case SILENCE -> wire.silence();
      case CLOSE -> wire.closeFirst();
      case TRUNCATE -> wire.truncate();
      case RESET -> wire.reset();
      case FLOOD -> wire.flood();
    }
    return false;
  }

  private static boolean start(Step.StartTls tls, Wire wire) throws Mismatch {
    return switch (wire.startTls(tls.offer())) {
      case Shaken.Done done -> true;
      case Shaken.Left left -> false;
      case Shaken.Broken broken ->
          throw new Mismatch(tls.line(), HANDSHAKE, "it broke: " + Octets.visible(broken.why()));
      case Shaken.Unfinished unfinished ->
          throw new Mismatch(tls.line(), HANDSHAKE, came(unfinished.instead()));
    };
  }

  private static boolean shatter(Step.BreakTls tls, Wire wire) throws Mismatch {
    String expected = HANDSHAKE + " that breaks";
    switch (wire.startTls(tls.offer())) {
      case Shaken.Done done ->
          throw new Mismatch(tls.line(), expected, "it went through: " + done.tls());
      case Shaken.Broken broken -> wire.giveUpTls(broken.byServer());
      case Shaken.Left left -> {}
      case Shaken.Unfinished unfinished -> {
        if (!left(unfinished.instead())) {
          throw new Mismatch(tls.line(), expected, came(unfinished.instead()));
        }
      }
    }
    return false;
  }

  private static boolean fault(Step.TlsFault fault, Wire wire) throws Mismatch {
    Optional<Heard> instead =
        wire.answerHello(fault.words(), Octets.unescape(fault.answer()), fault.closes());
    if (instead.isPresent()) {
      throw new Mismatch(fault.line(), "a TLS ClientHello", came(instead.get()));
    }
    return false;
  }

  private static boolean left(Heard heard) {
    return heard instanceof Heard.End end && end.how() != Inbox.End.CUT;
  }

  private static boolean expect(Step.Expect expected, Wire wire) throws Mismatch {
    Heard heard = wire.hear();
    if (heard instanceof Heard.Line line && matches(expected.pattern(), line.text())) {
      return true;
    }
    throw new Mismatch(expected.line(), "C: " + expected.pattern(), came(heard));
  }

  private static boolean expect(Step.ExpectClose expected, Wire wire) throws Mismatch {
    Heard heard = wire.hear();
    if (heard instanceof Heard.End end
        && end.how() != Inbox.End.CUT
        && end.unfinished().isEmpty()) {
      return false;
    }
    throw new Mismatch(expected.line(), "the client to close", came(heard));
  }

  private static boolean expect(Step.ExpectNothing expected, Wire wire) throws Mismatch {
    if (wire.hearsAnything(expected.length())) {
      throw new Mismatch(
          expected.line(), "nothing of the client", "there were octets: " + wire.waiting());
    }
    return true;
  }

  private static boolean matches(String pattern, String text) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }

  private static String came(Heard heard) {
    return switch (heard) {
      case Heard.Line line -> "the client said: " + Octets.visible(line.text());
      case Heard.Late late -> "no whole line came in time" + after(late.unfinished());
      case Heard.End end ->
          switch (end.how()) {
            case FIN -> "the client closed" + after(end.unfinished());
            case RST -> "the client reset" + after(end.unfinished());
            case CUT -> "the test closed the server first" + after(end.unfinished());
          };
    };
  }

  private static String after(String unfinished) {
    return unfinished.isEmpty() ? "" : ", after the unfinished line " + Octets.visible(unfinished);
  }
}
