package mxping.probe;

import static mxping.probe.Reason.AMBIGUOUS;
import static mxping.probe.Reason.AUTH_REJECTED;
import static mxping.probe.Reason.AUTH_UNAVAILABLE;
import static mxping.probe.Reason.BLOCKED;
import static mxping.probe.Reason.COMMAND_REJECTED;
import static mxping.probe.Reason.DEFERRED;
import static mxping.probe.Reason.GREETING_REJECTED;
import static mxping.probe.Reason.GREYLISTED;
import static mxping.probe.Reason.NONE;
import static mxping.probe.Reason.POLICY_REJECTED;
import static mxping.probe.Reason.PROTOCOL_ERROR;
import static mxping.probe.Reason.RATE_LIMITED;
import static mxping.probe.Reason.RCPT_DISABLED;
import static mxping.probe.Reason.RCPT_FULL;
import static mxping.probe.Reason.RCPT_REJECTED;
import static mxping.probe.Reason.RCPT_UNKNOWN;
import static mxping.probe.Reason.SENDER_REJECTED;
import static mxping.probe.Reason.SERVER_TROUBLE;
import static mxping.probe.Reason.SERVICE_UNAVAILABLE;
import static mxping.probe.Reason.STARTTLS_REJECTED;

import java.util.Optional;
import mxping.smtp.EnhancedCode;
import mxping.smtp.Reply;

/**
 * From a reply to a reason: the code first, then the enhanced code where it is of the reply's
 * class, then what well-known providers mean by theirs ({@link ProviderCodes}). Never the text (RFC
 * 5321 4.2).
 */
final class ReplyTable {
  private ReplyTable() {}

  /** The greeting (RFC 5321 3.1): 220, or a refusal. */
  static Reason greeting(Reply reply) {
    if (reply.code() == 220) {
      return NONE;
    }
    Optional<Reason> about = aboutUs(reply);
    if (about.isPresent()) {
      return about.get();
    }
    return switch (reply.category()) {
      case 4 -> SERVICE_UNAVAILABLE;
      case 5 -> GREETING_REJECTED;
      default -> PROTOCOL_ERROR;
    };
  }

  /** EHLO, and HELO where it stands in for EHLO. */
  static Reason hello(Reply reply) {
    return refused(reply, SERVICE_UNAVAILABLE, COMMAND_REJECTED);
  }

  /** STARTTLS: 220 and nothing else lets TLS begin; 454 and 5xx refuse it (RFC 3207 4). */
  static Reason starttls(Reply reply) {
    if (reply.positive() && reply.code() != 220) {
      return PROTOCOL_ERROR;
    }
    return refused(reply, STARTTLS_REJECTED, STARTTLS_REJECTED);
  }

  /**
   * The last reply to AUTH: 235 and nothing else is success; 535 and 534 refuse what we showed (RFC
   * 4954 6).
   */
  static Reason auth(Reply reply) {
    if (reply.positive() && reply.code() != 235) {
      return PROTOCOL_ERROR;
    }
    boolean refuses = reply.code() == 535 || reply.code() == 534;
    return refused(reply, AUTH_UNAVAILABLE, refuses ? AUTH_REJECTED : AUTH_UNAVAILABLE);
  }

  /** MAIL: a 5xx is about the sender we present. */
  static Reason mail(Reply reply) {
    Reason transientReason = transientRefusal(reply);
    return refused(
        reply, transientReason == RCPT_FULL ? DEFERRED : transientReason, SENDER_REJECTED);
  }

  /** RSET between two recipients, which no host has cause to refuse (RFC 5321 4.1.1.5). */
  static Reason rset(Reply reply) {
    return refused(reply, SERVICE_UNAVAILABLE, PROTOCOL_ERROR);
  }

  /** RCPT, whatever the check expects. */
  static Reason rcpt(Reply reply) {
    if (reply.positive()) {
      return accepts(reply) ? NONE : AMBIGUOUS;
    }
    Reason permanent = providerReason(reply).orElseGet(() -> rejection(reply));
    Reason reason = refused(reply, transientRefusal(reply), permanent);
    boolean contradictory = reply.enhanced().isPresent() && ownEnhanced(reply).isEmpty();
    boolean deliberate = reason != PROTOCOL_ERROR && reply.code() != 421;
    return contradictory && deliberate ? AMBIGUOUS : reason;
  }

  /** What a host says about a recipient, by the reply to RCPT alone. */
  static Verdict verdict(Reply reply) {
    if (rcpt(reply) == AMBIGUOUS) {
      return Verdict.AMBIGUOUS;
    }
    return switch (reply.category()) {
      case 2 -> Verdict.ACCEPTED;
      case 4 -> Verdict.TEMPORARY;
      case 5 -> Verdict.REJECTED;
      default -> Verdict.UNASKED;
    };
  }

  private static Reason refused(Reply reply, Reason transientReason, Reason permanentReason) {
    if (reply.positive()) {
      return NONE;
    }
    Optional<Reason> about = aboutUs(reply);
    if (about.isPresent()) {
      return about.get();
    }
    if (reply.code() == 421) {
      return SERVICE_UNAVAILABLE;
    }
    return switch (reply.category()) {
      case 4 -> transientReason;
      case 5 -> permanentReason;
      default -> PROTOCOL_ERROR;
    };
  }

  /**
   * 250 and 251 with nothing that takes it back: 2.5.x and 2.7.x belong to no accepted recipient.
   */
  private static boolean accepts(Reply reply) {
    if (reply.code() != 250 && reply.code() != 251) {
      return false;
    }
    return reply
        .enhanced()
        .map(e -> e.category() == 2 && e.subject() != 5 && e.subject() != 7)
        .orElse(true);
  }

  private static Reason transientRefusal(Reply reply) {
    Optional<EnhancedCode> enhanced = ownEnhanced(reply);
    if (enhanced.isEmpty()) {
      return reply.code() == 452 ? SERVER_TROUBLE : DEFERRED;
    }
    EnhancedCode e = enhanced.get();
    boolean greylistingCode = reply.code() == 450 || reply.code() == 451;
    if (greylistingCode && (e.is(2, 0) || e.is(7, 1) || e.is(3, 2))) {
      return GREYLISTED;
    }
    if (e.is(1, 7) || e.is(1, 8)) {
      return SENDER_REJECTED;
    }
    if (e.is(2, 2)) {
      return RCPT_FULL;
    }
    return e.subject() == 3 ? SERVER_TROUBLE : DEFERRED;
  }

  private static Reason rejection(Reply reply) {
    Optional<EnhancedCode> enhanced = ownEnhanced(reply);
    if (enhanced.isEmpty()) {
      return switch (reply.code()) {
        case 550, 551, 553 -> RCPT_UNKNOWN;
        case 552 -> RCPT_FULL;
        case 554 -> POLICY_REJECTED;
        default -> RCPT_REJECTED;
      };
    }
    EnhancedCode e = enhanced.get();
    if (e.is(1, 7) || e.is(1, 8) || (reply.code() == 504 && e.is(5, 2))) {
      return SENDER_REJECTED;
    }
    if (e.subject() == 1) {
      return RCPT_UNKNOWN;
    }
    if (e.is(2, 1)) {
      return RCPT_DISABLED;
    }
    if (e.is(2, 2)) {
      return RCPT_FULL;
    }
    return e.subject() == 7 ? POLICY_REJECTED : RCPT_REJECTED;
  }

  /** A refusal that is about the prober's address or rate, whatever was asked. */
  private static Optional<Reason> aboutUs(Reply reply) {
    return providerReason(reply).filter(reason -> reason == BLOCKED || reason == RATE_LIMITED);
  }

  private static Optional<Reason> providerReason(Reply reply) {
    return ownEnhanced(reply).flatMap(enhanced -> ProviderCodes.reason(reply, enhanced));
  }

  /**
   * The enhanced code, where its class is that of the reply; another class contradicts it and
   * decides nothing.
   */
  private static Optional<EnhancedCode> ownEnhanced(Reply reply) {
    return reply.enhanced().filter(e -> e.category() == reply.category());
  }
}
