package mxping.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClusterMetricsTest {
  private final Watch watch = new Watch();

  @Test
  void anAgentThatSharesWithNobodySaysNothingOfIt() {
    assertThat(watch.text()).doesNotContain("mxping_cluster");
  }

  @Test
  void aMemberSaysWhoIsThereAndWhatItRuns() {
    AtomicInteger members = new AtomicInteger(3);
    AtomicInteger owned = new AtomicInteger(12);
    AtomicLong views = new AtomicLong(4);
    AtomicBoolean mismatch = new AtomicBoolean();
    watch.metrics.shared(new Metrics.Cluster(members::get, owned::get, views::get, mismatch::get));

    assertThat(watch.lines("mxping_cluster"))
        .containsExactlyInAnyOrder(
            "mxping_cluster_members 3.0",
            "mxping_cluster_owned_checks 12.0",
            "mxping_cluster_view_changes_total 4.0",
            "mxping_cluster_digest_mismatch 0.0");

    members.set(2);
    owned.set(18);
    views.set(5);
    mismatch.set(true);

    assertThat(watch.lines("mxping_cluster"))
        .containsExactlyInAnyOrder(
            "mxping_cluster_members 2.0",
            "mxping_cluster_owned_checks 18.0",
            "mxping_cluster_view_changes_total 5.0",
            "mxping_cluster_digest_mismatch 1.0");
  }

  @Test
  void eachFamilyHasItsTypeAndHelp() {
    watch.metrics.shared(new Metrics.Cluster(() -> 1, () -> 1, () -> 1, () -> false));

    assertThat(watch.text())
        .contains(
            "# TYPE mxping_cluster_members gauge\n",
            "# TYPE mxping_cluster_owned_checks gauge\n",
            "# TYPE mxping_cluster_view_changes_total counter\n",
            "# TYPE mxping_cluster_digest_mismatch gauge\n",
            "# HELP mxping_cluster_members Agents",
            "# HELP mxping_cluster_owned_checks Checks",
            "# HELP mxping_cluster_view_changes_total How often",
            "# HELP mxping_cluster_digest_mismatch Whether");
  }
}
