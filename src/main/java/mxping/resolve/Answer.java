package mxping.resolve;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** What the DNS says about one name and type, CNAMEs followed. */
sealed interface Answer {

  /**
   * There are records of that type.
   *
   * @param records at least one
   * @param alias the name they stand at, where CNAMEs led there
   */
  record Records(List<Record> records, Optional<Name> alias) implements Answer {}

  /** The name exists, and has no record of that type (NODATA). */
  record NoData() implements Answer {}

  /** The name, or the one that CNAMEs lead to, does not exist (NXDOMAIN, RFC 6604). */
  record NoSuchName() implements Answer {}

  /** CNAMEs lead round in a circle, or through more names than anybody follows. */
  record Endless() implements Answer {}

  /** No server could tell. */
  record Failed(Failure failure) implements Answer {}
}
