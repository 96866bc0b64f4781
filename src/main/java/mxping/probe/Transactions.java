package mxping.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Collectors;
import mxping.check.Check;
import mxping.check.Recipient;
import mxping.check.Until;
import mxping.smtp.Reply;
import mxping.smtp.SmtpConnection;
import mxping.smtp.WireException;

/**
 * What one check asks in an open dialogue: each recipient in a transaction of its own, RSET after
 * it, the next only while the host goes on answering.
 */
final class Transactions {
  private final Dialogue dialogue;
  private final Asking asking;
  private final Minutes minutes = new Minutes();
  private boolean open;

  private Transactions(Dialogue dialogue, Asking asking) {
    this.dialogue = dialogue;
    this.asking = asking;
  }

  /** Asks all that {@code check} wants to know; what could not be asked is {@code UNASKED}. */
  static Minutes ask(Dialogue dialogue, Check check, Asking asking) {
    Transactions transactions = new Transactions(dialogue, asking);
    Deque<Ask> asks = new ArrayDeque<>(Ask.all(check));
    try {
      transactions.ask(check.until(), asks);
    } catch (WireException e) {
      transactions.minutes.found(dialogue.broken(e));
    }
    asks.forEach(ask -> transactions.minutes.answered(ask.unasked("")));
    transactions.tidy();
    return transactions.minutes;
  }

  /** The minutes of a check whose dialogue never came as far as a transaction. */
  static Minutes unasked(Check check) {
    Minutes none = new Minutes();
    Ask.all(check).forEach(ask -> none.answered(ask.unasked("")));
    return none;
  }

  private void ask(Until until, Deque<Ask> asks) throws WireException {
    boolean goesOn = !asks.isEmpty() || !until.reaches(Until.MAIL) || mail("");
    while (goesOn && !asks.isEmpty()) {
      goesOn = mayAsk(asks.getFirst()) ? transaction(asks) : passOver(asks);
    }
    if (goesOn || (minutes.hasRecipients() && asks.isEmpty())) {
      minutes.completed();
    }
  }

  /** Whether the host can be asked for this one, and we may. */
  private boolean mayAsk(Ask ask) {
    if (ask.recipient().needsSmtputf8() && !dialogue.capabilities().offers("SMTPUTF8")) {
      String why = "SMTPUTF8 not offered, so a non-ASCII address cannot be asked for";
      minutes.found(Finding.of(Phase.MAIL, Reason.CAPABILITY_MISSING, why));
      minutes.answered(ask.unasked(why));
      return false;
    }
    long began = System.nanoTime();
    boolean may = asking.may(ask.recipient());
    minutes.waited(System.nanoTime() - began);
    if (!may) {
      String why = "not asked for this time: too many recipients that this address may refuse";
      minutes.found(Finding.of(Phase.RCPT, Reason.THROTTLED_LOCALLY, why));
      minutes.answered(ask.unasked(why));
    }
    return may;
  }

  private static boolean passOver(Deque<Ask> asks) {
    asks.removeFirst();
    return true;
  }

  /**
   * Asks for the first of {@code asks} and takes it off; false where the next ones cannot be asked
   * any more.
   */
  private boolean transaction(Deque<Ask> asks) throws WireException {
    Ask ask = asks.getFirst();
    Recipient recipient = ask.recipient();
    boolean dsn = !recipient.notifyOf().isEmpty() && dialogue.capabilities().offers("DSN");
    String utf8 = recipient.needsSmtputf8() ? " SMTPUTF8" : "";
    if (!resetBetween() || !mail((dsn ? " RET=HDRS" : "") + utf8)) {
      return false;
    }
    String wish = dsn ? notifyParameter(recipient) : "";
    Reply reply = dialogue.ask(minutes, Phase.RCPT, c -> c.rcpt(recipient.address(), wish));
    asks.removeFirst();
    asking.answered(recipient, ReplyTable.verdict(reply));
    answered(
        ask,
        reply,
        recipient.notifyOf().isEmpty() || dsn ? "" : "DSN not offered, asked without NOTIFY");
    return goesOnAfter(reply);
  }

  private boolean goesOnAfter(Reply reply) {
    return dialogue.goesOn() && ReplyTable.rcpt(reply) != Reason.PROTOCOL_ERROR;
  }

  private boolean mail(String parameters) throws WireException {
    String from = dialogue.terms().mailFrom();
    Reply reply = dialogue.ask(minutes, Phase.MAIL, c -> c.mail(from, parameters));
    open = reply.positive();
    return dialogue.fine(minutes, Phase.MAIL, ReplyTable.mail(reply), reply);
  }

  private void answered(Ask ask, Reply reply, String note) {
    Reason reason = ask.judge(reply);
    minutes.answered(
        new RecipientResult(
            ask.recipient().name(), ReplyTable.verdict(reply), reason, Optional.of(reply), note));
    if (!ask.random() && reason == Reason.NONE) {
      minutes.asked(Phase.RCPT, reply);
    } else if (reason != Reason.NONE
        && (!ask.random() || ask.tells(reason) || !goesOnAfter(reply))) {
      minutes.found(Finding.of(Phase.RCPT, reason, reply));
    }
  }

  private static String notifyParameter(Recipient recipient) {
    return recipient.notifyOf().stream()
        .sorted()
        .map(Enum::name)
        .collect(Collectors.joining(",", " NOTIFY=", ""));
  }

  private boolean resetBetween() throws WireException {
    if (!open) {
      return true;
    }
    Reply reply = dialogue.ask(minutes, Phase.RSET, SmtpConnection::rset);
    open = false;
    Reason reason = ReplyTable.rset(reply);
    if (reason != Reason.NONE) {
      minutes.found(Finding.of(Phase.RSET, reason, reply));
    }
    return reason == Reason.NONE;
  }

  /**
   * RSET after the last transaction: by then every verdict is there, so what goes wrong is only
   * unclean.
   */
  private void tidy() {
    if (!open || !dialogue.goesOn()) {
      return;
    }
    try {
      Reply reply = dialogue.ask(minutes, Phase.RSET, SmtpConnection::rset);
      if (!reply.positive()) {
        dialogue.spent();
        minutes.found(Finding.of(Phase.RSET, Reason.UNCLEAN_CLOSE, reply));
      }
    } catch (WireException e) {
      minutes.found(Finding.of(Phase.RSET, Reason.UNCLEAN_CLOSE, e.words()));
    }
  }
}
