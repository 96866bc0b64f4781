package mxping.pages;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import mxping.history.CheckState;
import mxping.smtp.Printable;

/**
 * What is shown where there is no check of that name.
 *
 * @param alike names of checks that may have been meant
 */
record MissingPage(String name, List<String> alike) {
  private static final int MOST = 10;

  static MissingPage of(String name, Collection<CheckState> checks) {
    String wanted = name.toLowerCase(Locale.ROOT);
    List<String> alike =
        checks.stream()
            .map(check -> check.check().name())
            .filter(one -> alike(one.toLowerCase(Locale.ROOT), wanted))
            .limit(MOST)
            .toList();
    return new MissingPage(Words.brief(Printable.of(name), 100), alike);
  }

  private static boolean alike(String name, String wanted) {
    return name.contains(wanted) || wanted.contains(name);
  }
}
