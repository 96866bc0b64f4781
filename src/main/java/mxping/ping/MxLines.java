package mxping.ping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mxping.check.IpText;
import mxping.resolve.MailHost;
import mxping.smtp.Printable;

/** The mail hosts of a target as lines for people: preference, name, addresses. */
record MxLines(Wish wish, Paint paint) {

  /** A heading and a line for each host; nothing where there is none. */
  List<String> of(List<Listed> hosts) {
    List<String> lines = new ArrayList<>();
    if (!hosts.isEmpty()) {
      lines.add(paint.bold(heading(hosts.getFirst().host())));
    }
    int width = hosts.stream().mapToInt(host -> host.host().name().length()).max().orElse(0);
    hosts.forEach(host -> lines.add(line(host, width)));
    return lines;
  }

  private String heading(MailHost first) {
    String name = wish.check().target().text();
    String where = "port " + wish.check().port();
    return switch (first) {
      case MailHost.Listed mx -> "MX of %s, %s:".formatted(name, where);
      case MailHost.Implicit domain ->
          "%s has no MX, so it is its own mail host, %s:".formatted(name, where);
      case MailHost.Named host -> "Mail host %s, %s:".formatted(name, where);
    };
  }

  private static String line(Listed listed, int width) {
    MailHost host = listed.host();
    String preference =
        host.preference().isPresent() ? "%5d ".formatted(host.preference().getAsInt()) : "  ";
    String addresses =
        listed.addresses().stream().map(IpText::of).collect(Collectors.joining(", "));
    return Printable.of(
        Stream.of(
                Optional.of(preference + ("%-" + width + "s").formatted(host.name())),
                Optional.of(addresses).filter(text -> !text.isEmpty()),
                Optional.of(listed.remark()).filter(text -> !text.isEmpty()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("  ")));
  }
}
