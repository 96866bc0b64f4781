package mxping.pages;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mxping.history.CheckState;
import mxping.smtp.Printable;

/**
 * What is shown where there is no check of that name, or another agent runs it.
 *
 * @param alike names of checks that may have been meant
 * @param elsewhere who runs it, where another agent does
 */
record MissingPage(String name, List<String> alike, Optional<Fellows.Elsewhere> elsewhere) {
  private static final int MOST = 10;

  static MissingPage of(
      String name, Collection<CheckState> checks, Optional<Fellows.Elsewhere> elsewhere) {
    String wanted = name.toLowerCase(Locale.ROOT);
    List<String> alike =
        checks.stream()
            .map(check -> check.check().name())
            .filter(one -> alike(one.toLowerCase(Locale.ROOT), wanted))
            .limit(MOST)
            .toList();
    return new MissingPage(Words.brief(Printable.of(name), 100), alike, elsewhere);
  }

  String title() {
    return elsewhere.map(where -> where.check() + " · mxping").orElse("no such check · mxping");
  }

  private static boolean alike(String name, String wanted) {
    return name.contains(wanted) || wanted.contains(name);
  }
}
