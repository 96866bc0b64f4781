package mxping.zone;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mxping.zone.Query.Transport;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The answers to one query, as octets, in the order they are sent; none where it stays silent. */
final class Answering {
  private static final long TTL_SECONDS = 60;
  private static final int PLAIN_OCTETS = 512;
  private static final int TCP_OCTETS = 65535;

  private final ZoneText zone;
  private final Message query;
  private final Transport transport;

  private Answering(ZoneText zone, Message query, Transport transport) {
    this.zone = zone;
    this.query = query;
    this.transport = transport;
  }

  static List<byte[]> to(Message query, ZoneText zone, Transport transport) {
    var question = requireNonNull(query.getQuestion());
    var answering = new Answering(zone, query, transport);
    return zone.fault(question.getName(), question.getType())
        .map(answering::faulty)
        .orElseGet(() -> List.of(answering.octets(answering.truth())));
  }

  private List<byte[]> faulty(Fault fault) {
    return switch (fault) {
      case SERVFAIL -> List.of(octets(reply(Rcode.SERVFAIL)));
      case REFUSED -> List.of(octets(reply(Rcode.REFUSED)));
      case FORMERR -> List.of(octets(headerAlone()));
      case NOEDNS -> List.of(octets(query.getOPT() == null ? truth() : reply(Rcode.FORMERR)));
      case TIMEOUT -> List.of();
      case TRUNCATE -> List.of(transport == Transport.UDP ? octets(cut()) : octets(truth()));
      case TRUNCATE_DEAD, TRUNCATE_SILENT, TRUNCATE_DRIP ->
          transport == Transport.UDP ? List.of(octets(cut())) : List.of();
      case ONELINK -> List.of(octets(oneLink()));
      case GARBAGE -> List.of("no message at all".getBytes(StandardCharsets.US_ASCII));
      case MANGLED -> List.of(mangled());
      case WRONGID -> List.of(underAnotherId(truth()));
      case WRONGNAME -> List.of(octets(about(Name.fromConstantString("other.invalid."))));
      case SPOOF -> List.of(underAnotherId(forged()), octets(truth()));
      case LAME -> List.of(octets(lame()));
    };
  }

  private Name name() {
    return requireNonNull(query.getQuestion()).getName();
  }

  private Message reply(int rcode) {
    return about(name(), rcode);
  }

  private Message about(Name name) {
    return about(name, Rcode.NOERROR);
  }

  private Message about(Name name, int rcode) {
    var type = requireNonNull(query.getQuestion()).getType();
    var reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.RD);
    reply.getHeader().setFlag(Flags.RA);
    reply.getHeader().setRcode(rcode);
    reply.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
    return reply;
  }

  /** What the zone says, CNAMEs followed (RFC 1034 4.3.2, RFC 2308 2). */
  private Message truth() {
    var type = requireNonNull(query.getQuestion()).getType();
    var chain = List.copyOf(zone.chain(name()));
    var answer = new ArrayList<Record>();
    chain.forEach(link -> answer.addAll(zone.at(link, Type.CNAME)));
    chain.forEach(link -> answer.addAll(zone.at(link, type)));
    var reply = reply(zone.has(chain.getLast()) ? Rcode.NOERROR : Rcode.NXDOMAIN);
    reply.getHeader().setFlag(Flags.AA);
    answer.forEach(record -> reply.addRecord(record, Section.ANSWER));
    if (answer.stream().noneMatch(record -> record.getType() == type)) {
      reply.addRecord(soa(), Section.AUTHORITY);
    }
    return reply;
  }

  private static Record soa() {
    return new SOARecord(Name.root, DClass.IN, TTL_SECONDS, Name.root, Name.root, 1, 2, 3, 4, 5);
  }

  private Message oneLink() {
    var reply = reply(Rcode.NOERROR);
    zone.at(name(), Type.CNAME).forEach(record -> reply.addRecord(record, Section.ANSWER));
    return reply;
  }

  private Message headerAlone() {
    var reply = reply(Rcode.FORMERR);
    reply.removeAllRecords(Section.QUESTION);
    return reply;
  }

  private Message cut() {
    var reply = reply(Rcode.NOERROR);
    reply.getHeader().setFlag(Flags.TC);
    return reply;
  }

  private Message lame() {
    var reply = reply(Rcode.NOERROR);
    reply.getHeader().unsetFlag(Flags.RA);
    var elsewhere = Name.fromConstantString("ns.elsewhere.invalid.");
    reply.addRecord(new NSRecord(name(), DClass.IN, TTL_SECONDS, elsewhere), Section.AUTHORITY);
    return reply;
  }

  private Message forged() {
    var reply = reply(Rcode.NOERROR);
    var address = new byte[] {(byte) 192, 0, 2, 66};
    reply.addRecord(new ARecord(name(), DClass.IN, TTL_SECONDS, address), Section.ANSWER);
    return reply;
  }

  private byte[] underAnotherId(Message reply) {
    var octets = octets(reply);
    octets[0] ^= 0x55;
    return octets;
  }

  private byte[] mangled() {
    var octets = Arrays.copyOf(octets(truth()), Header.LENGTH + 40);
    Arrays.fill(octets, Header.LENGTH, octets.length, (byte) 0xBF);
    return octets;
  }

  private byte[] octets(Message reply) {
    var limit =
        transport == Transport.TCP
            ? TCP_OCTETS
            : Optional.ofNullable(query.getOPT())
                .map(opt -> opt.getPayloadSize())
                .orElse(PLAIN_OCTETS);
    return reply.toWire(limit);
  }
}
