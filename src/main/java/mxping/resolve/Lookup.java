package mxping.resolve;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * One question followed to its end along CNAMEs (RFC 1034 3.6.2). A resolver sends the whole chain;
 * where an answer ends in mid-chain the rest is asked for.
 */
final class Lookup {
  /** More than any resolver follows. */
  private static final int MAX_LINKS = 16;

  private final List<InetSocketAddress> servers;
  private final Deadline deadline;
  private final int type;
  private final Set<Name> seen = new LinkedHashSet<>();

  private Lookup(List<InetSocketAddress> servers, Deadline deadline, int type) {
    this.servers = servers;
    this.deadline = deadline;
    this.type = type;
  }

  /**
   * What the servers say about a name, which is absolute: no search path applies.
   *
   * @param name without final dot
   * @param type one of {@link Type}, not CNAME
   * @param timeout bound of the whole lookup, all tries of all servers and all CNAMEs together
   */
  static Answer of(String name, int type, List<InetSocketAddress> servers, Duration timeout) {
    try {
      var absolute = Name.fromString(name, Name.root);
      return new Lookup(servers, Deadline.in(timeout), type).from(absolute);
    } catch (TextParseException e) {
      var words = "'" + name + "' is no domain name: " + e.getMessage();
      return new Answer.Failed(new Failure(Failure.Kind.FAILURE, words));
    }
  }

  private Answer from(Name first) {
    var at = first;
    while (seen.add(at) && seen.size() <= MAX_LINKS) {
      switch (Inquiry.ask(servers, Record.newRecord(at, type, DClass.IN), deadline)) {
        case Inquiry.Result.Failed failed -> {
          return new Answer.Failed(failed.failure());
        }
        case Inquiry.Result.Answered answered -> {
          var end = end(answered.message(), at);
          if (end.isEmpty()) {
            return new Answer.Endless();
          }
          var answer = said(answered.message(), end.get(), at, first);
          if (answer.isPresent()) {
            return answer.get();
          }
          at = end.get();
        }
      }
    }
    return new Answer.Endless();
  }

  /** Where the message's CNAMEs lead from a name; empty where that has no end. */
  private Optional<Name> end(Message message, Name from) {
    var at = from;
    for (var next = cname(message, at); next.isPresent(); next = cname(message, at)) {
      if (seen.contains(next.get()) || seen.size() >= MAX_LINKS) {
        return Optional.empty();
      }
      seen.add(at);
      at = next.get();
    }
    return Optional.of(at);
  }

  private static Optional<Name> cname(Message message, Name owner) {
    return message.getSection(Section.ANSWER).stream()
        .filter(record -> record.getName().equals(owner))
        .filter(CNAMERecord.class::isInstance)
        .map(record -> ((CNAMERecord) record).getTarget())
        .findFirst();
  }

  /** What the message says about the end of a chain; empty where it leaves that open. */
  private Optional<Answer> said(Message message, Name end, Name asked, Name first) {
    var records =
        message.getSection(Section.ANSWER).stream()
            .filter(record -> record.getType() == type && record.getName().equals(end))
            .toList();
    if (!records.isEmpty()) {
      var alias = Optional.of(end).filter(name -> !name.equals(first));
      return Optional.of(new Answer.Records(records, alias));
    }
    if (message.getRcode() == Rcode.NXDOMAIN) {
      return Optional.of(new Answer.NoSuchName());
    }
    var isNegative =
        message.getSection(Section.AUTHORITY).stream()
            .anyMatch(record -> record.getType() == Type.SOA);
    return end.equals(asked) || isNegative ? Optional.of(new Answer.NoData()) : Optional.empty();
  }
}
