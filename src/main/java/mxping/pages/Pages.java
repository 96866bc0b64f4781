package mxping.pages;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mxping.history.CheckState;
import mxping.history.History;

/** The pages for people, as they are at this moment. Thread-safe. */
public record Pages(History history, Fellows fellows) {

  /**
   * All checks, worst first.
   *
   * @param parameter what the address asks for by name, empty where it does not: {@code q}, {@code
   *     state}, {@code page}, {@code refresh}
   */
  public Page checks(UnaryOperator<String> parameter) {
    ChecksPage page =
        ChecksPage.of(history.checks(), Search.of(parameter), history.now(), history.wallClock());
    Company company = Company.of(fellows, Search.of(parameter));
    return new Page(200, out -> JtechecksGenerated.render(out, null, page, company));
  }

  /** One check; a page that says so, and 404, where there is none of that name. */
  public Page check(String name, UnaryOperator<String> parameter) {
    Optional<CheckState> check = history.check(name);
    if (check.isEmpty()) {
      MissingPage page = MissingPage.of(name, history.checks(), fellows.find(name));
      return new Page(404, out -> JtemissingGenerated.render(out, null, page));
    }
    Instant now = history.wallClock();
    CheckPage page = CheckPage.of(check.get(), Search.of(parameter), history.now(), now);
    return new Page(200, out -> JtecheckGenerated.render(out, null, page));
  }
}
