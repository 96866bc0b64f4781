package mxping.zone;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * What a server knows: records by name, and faults by name and type.
 *
 * <p>The text is a master file (RFC 1035 5.1) whose origin is the root, so that {@code a.example}
 * is complete without its final dot until an {@code $ORIGIN} says otherwise. Besides, a line {@code
 * name !FAULT} or {@code name TYPE !FAULT} asks for a fault; the name {@code *} there is every name
 * with no fault of its own.
 *
 * @param records by owner name
 * @param faults by owner name and type; {@link Type#ANY} is every type
 */
record ZoneText(Map<Name, List<Record>> records, Map<Key, Fault> faults) {
  private static final long TTL_SECONDS = 60;

  /** Whom a fault concerns. */
  record Key(Name name, int type) {}

  static ZoneText parse(String text) {
    var faults = new HashMap<Key, Fault>();
    var master = new StringBuilder();
    try {
      var origin = Name.root;
      for (var line : text.lines().toList()) {
        var words = line.strip().split("\\s+");
        if (words[0].equals("$ORIGIN")) {
          origin = Name.fromString(words[1], Name.root);
        }
        var last = words[words.length - 1];
        if (words.length > 1 && words.length < 4 && last.startsWith("!")) {
          faults.put(key(words, origin), Fault.of(last.substring(1)));
          master.append('\n');
        } else {
          master.append(line).append('\n');
        }
      }
      return new ZoneText(records(master.toString()), Map.copyOf(faults));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage() + " in zone\n" + text, e);
    }
  }

  private static Key key(String[] words, Name origin) throws TextParseException {
    var name = words[0].equals("*") ? Name.root : Name.fromString(words[0], origin);
    return new Key(name, words.length == 3 ? Type.value(words[1]) : Type.ANY);
  }

  private static Map<Name, List<Record>> records(String text) throws IOException {
    var octets = text.getBytes(StandardCharsets.ISO_8859_1);
    var records = new HashMap<Name, List<Record>>();
    try (var master = new Master(new ByteArrayInputStream(octets), Name.root, TTL_SECONDS)) {
      for (var record = master.nextRecord(); record != null; record = master.nextRecord()) {
        records.computeIfAbsent(record.getName(), name -> new ArrayList<>()).add(record);
      }
    }
    return records;
  }

  Optional<Fault> fault(Name name, int type) {
    return Stream.of(name, Name.root)
        .flatMap(owner -> Stream.of(new Key(owner, type), new Key(owner, Type.ANY)))
        .filter(faults::containsKey)
        .map(faults::get)
        .findFirst();
  }

  List<Record> at(Name name, int type) {
    return records.getOrDefault(name, List.of()).stream()
        .filter(record -> record.getType() == type)
        .toList();
  }

  /** Whether there is anything at the name or below it (RFC 8020). */
  boolean has(Name name) {
    return records.keySet().stream().anyMatch(owner -> owner.subdomain(name));
  }

  /** The names that CNAMEs lead through from here, in order, each once, the first included. */
  Set<Name> chain(Name from) {
    var chain = new LinkedHashSet<Name>();
    var name = Optional.of(from);
    while (name.isPresent() && chain.add(name.get())) {
      name =
          at(name.get(), Type.CNAME).stream()
              .map(record -> ((CNAMERecord) record).getTarget())
              .findFirst();
    }
    return chain;
  }
}
