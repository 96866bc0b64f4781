package mxping.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReloadTest {

  @Test
  void isRefusedWhereItIsNotEnabled() throws Exception {
    try (Served served = new Served()) {
      HttpResponse<String> answer = served.send("POST", "/-/reload");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("Lifecycle API is not enabled.\n");
    }
  }

  @Test
  void saysWhatChangedOrAllThatIsWrong() throws Exception {
    AtomicReference<Reloaded> next = new AtomicReference<>(new Reloaded.Done("1 added (a)"));
    try (Served served = new Served(next::get)) {
      assertThat(served.send("POST", "/-/reload").statusCode()).isEqualTo(200);
      assertThat(served.send("POST", "/-/reload").body()).isEqualTo("1 added (a)\n");

      next.set(new Reloaded.Refused(List.of("a.yaml:1:1: bad", "a.yaml:2:1: worse")));
      HttpResponse<String> refused = served.send("POST", "/-/reload");
      assertThat(refused.statusCode()).isEqualTo(500);
      assertThat(refused.body()).isEqualTo("a.yaml:1:1: bad\na.yaml:2:1: worse\n");
    }
  }

  @Test
  void isForPostAlone() throws Exception {
    try (Served served = new Served()) {
      HttpResponse<String> answer = served.send("GET", "/-/reload");
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
      assertThat(served.send("POST", "/metrics").headers().firstValue("Allow"))
          .hasValue("GET, HEAD");
    }
  }
}
