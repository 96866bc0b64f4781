package mxping.resolve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * One question put to the servers in order until one answers it; those that were silent are asked
 * once more, as a datagram may be lost. What is left of the time is shared equally among the tries
 * that may still come, so that a silent first server leaves time for the second.
 */
final class Inquiry {
  private static final int ROUNDS = 2;

  private final Record question;
  private final Deadline deadline;
  private final List<String> heard = new ArrayList<>();
  private boolean anyReaction;

  private Inquiry(Record question, Deadline deadline) {
    this.question = question;
    this.deadline = deadline;
  }

  /** What came of it. */
  sealed interface Result {
    /** NOERROR or NXDOMAIN, from a server that is not lame. */
    record Answered(Message message) implements Result {}

    record Failed(Failure failure) implements Result {}
  }

  /** What came of one try of one server. */
  private sealed interface Try {
    record Usable(Message message) implements Try {}

    record Unusable(String words) implements Try {}

    record Silent() implements Try {}
  }

  /** Blocks until a server has answered, all have failed, or the deadline has passed. */
  static Result ask(List<InetSocketAddress> servers, Record question, Deadline deadline) {
    return new Inquiry(question, deadline).ask(servers);
  }

  private Result ask(List<InetSocketAddress> servers) {
    var turn = servers;
    for (var round = 1; round <= ROUNDS; round++) {
      var silent = new ArrayList<InetSocketAddress>();
      for (var i = 0; i < turn.size(); i++) {
        var server = turn.get(i);
        if (deadline.passed()) {
          silent.add(server);
          continue;
        }
        var roundsLeft = ROUNDS - round;
        var tries = turn.size() - i + roundsLeft * (silent.size() + turn.size() - i);
        switch (ask(server, deadline.slice(tries))) {
          case Try.Usable usable -> {
            return new Result.Answered(usable.message());
          }
          case Try.Unusable unusable -> {
            anyReaction = true;
            heard.add(unusable.words() + " from " + text(server));
          }
          case Try.Silent nothing -> silent.add(server);
        }
      }
      turn = silent;
    }
    return new Result.Failed(failure(turn));
  }

  /** Where the wire that broke becomes a value. */
  private Try ask(InetSocketAddress server, Deadline until) {
    try {
      return judged(new Exchange(server, question, until).answer());
    } catch (SocketTimeoutException e) {
      return new Try.Silent();
    } catch (BadAnswerException e) {
      return new Try.Unusable(e.words());
    } catch (IOException e) {
      return new Try.Unusable(
          e instanceof PortUnreachableException
              ? "port unreachable"
              : "an error (" + e.getMessage() + ")");
    }
  }

  private static Try judged(Message message) {
    return switch (message.getRcode()) {
      case Rcode.NXDOMAIN -> new Try.Usable(message);
      case Rcode.NOERROR ->
          isLame(message) ? new Try.Unusable("a lame referral") : new Try.Usable(message);
      default -> new Try.Unusable(Rcode.string(message.getRcode()));
    };
  }

  /** Neither answer nor "there is none" (RFC 2308 2.2), but a hint where else to ask. */
  private static boolean isLame(Message message) {
    var authority = message.getSection(Section.AUTHORITY);
    return message.getSection(Section.ANSWER).isEmpty()
        && !message.getHeader().getFlag(Flags.AA)
        && authority.stream().anyMatch(record -> record.getType() == Type.NS)
        && authority.stream().noneMatch(record -> record.getType() == Type.SOA);
  }

  private Failure failure(List<InetSocketAddress> silent) {
    if (!silent.isEmpty()) {
      var names = silent.stream().map(Inquiry::text).collect(Collectors.joining(" and "));
      heard.add("no answer from " + names);
    }
    return new Failure(
        anyReaction ? Failure.Kind.FAILURE : Failure.Kind.TIMEOUT,
        Type.string(question.getType())
            + " of "
            + HostName.text(question.getName())
            + ": "
            + String.join(", ", heard));
  }

  private static String text(InetSocketAddress server) {
    var host = server.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
  }
}
