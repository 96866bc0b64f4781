package mxping.ping;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import mxping.check.IpText;
import mxping.probe.Phase;
import mxping.resolve.MailHost;
import mxping.run.Destination;
import mxping.smtp.Transcript;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * A ping told to programs: one JSON object a line, each at once when it happens. Thread-safe.
 *
 * <p>What is waited for is not told.
 */
final class JsonReport implements Report {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build();

  private final Wish wish;
  private final PrintWriter out;
  private final boolean dialogues;

  JsonReport(Wish wish, Telling telling) {
    this.wish = wish;
    this.out = telling.out();
    this.dialogues = telling.dialogues();
  }

  @Override
  public void destination(Destination destination, List<Listed> hosts) {
    hosts.forEach(host -> tell(View.Mx.of(wish, host)));
    destination.findings().forEach(finding -> tell(View.Found.of(wish, finding)));
  }

  @Override
  public void waits(int sequence, MailHost host, String what) {}

  @Override
  public void begins(InetSocketAddress remote, Phase phase) {}

  @Override
  public void heard(InetSocketAddress remote, Transcript.Line said) {
    if (dialogues) {
      tell(View.Line.of(IpText.of(remote.getAddress()), said));
    }
  }

  @Override
  public void probed(Probe probe) {
    tell(View.Probed.of(probe));
  }

  @Override
  public void ended(Collection<Tally> tallies) {
    tallies.forEach(tally -> tell(View.Statistics.of(tally)));
  }

  private synchronized void tell(View view) {
    out.println(MAPPER.writeValueAsString(view));
    out.flush();
  }

  @Override
  public boolean read() {
    return !out.checkError();
  }
}
