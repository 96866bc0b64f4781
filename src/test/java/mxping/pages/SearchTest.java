package mxping.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
  private static Search of(Map<String, String> query) {
    return Search.of(name -> query.getOrDefault(name, ""));
  }

  @Test
  void queryIsUnderstoodAndSaidAgain() {
    Search search =
        of(Map.of("q", " a&b \"ü\" ", "state", "failed", "page", "3", "refresh", "off"));

    assertThat(search).isEqualTo(new Search("a&b \"ü\"", Optional.of(State.FAILED), 3, false));
    assertThat(search.query()).isEqualTo("?q=a%26b+%22%C3%BC%22&state=failed&page=3&refresh=off");
    assertThat(search.refreshing(true).on(1).query())
        .isEqualTo("?q=a%26b+%22%C3%BC%22&state=failed");
  }

  @Test
  void anotherStateBeginsAtItsFirstPage() {
    assertThat(of(Map.of("page", "7")).in(Optional.of(State.OK)).query()).isEqualTo("?state=ok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "x", "1.5", "99999999999999999999", "<b>"})
  void whatIsNoPageIsTheFirst(String page) {
    assertThat(of(Map.of("page", page, "state", page))).isEqualTo(of(Map.of()));
  }

  @Test
  void pagesBeyondTheLastAreTheLast() {
    Paging paging = Paging.of(999_999, 250, 100);

    assertThat(paging).isEqualTo(new Paging(3, 3, 200, 250, 250));
    assertThat(paging.words()).isEqualTo("201 to 250 of 250");
    assertThat(Paging.of(5, 0, 100)).isEqualTo(new Paging(1, 1, 0, 0, 0));
  }
}
