package mxping.ping;

import java.net.InetAddress;
import java.util.List;
import mxping.resolve.Addresses;
import mxping.resolve.MailHost;

/** A mail host of the target, and what its addresses were found to be. */
public record Listed(MailHost host, Addresses found) {

  /** The addresses; none where there is none, or nobody could tell. */
  List<InetAddress> addresses() {
    return switch (found) {
      case Addresses.Found some -> some.addresses();
      case Addresses.None none -> List.of();
      case Addresses.Failed failed -> List.of();
    };
  }

  /** What there is to say besides them; may be empty. */
  String remark() {
    return switch (found) {
      case Addresses.Found some -> String.join("; ", some.remarks());
      case Addresses.None none -> "no address (" + none.words() + ")";
      case Addresses.Failed failed -> "no address known (" + failed.failure().words() + ")";
    };
  }
}
