package mxping.config;

import java.util.Set;

/**
 * What the contract names and this version cannot do. It is refused, never ignored. A feature lands
 * by taking its words off here and reading them in {@link SettingsDecoder}.
 */
final class NotYet {
  static final String TEXT = "is not supported yet";

  /** Keys at the top of a file. */
  static final Set<String> FILE_KEYS = Set.of("cluster");

  /** Keys of a check. */
  static final Set<String> CHECK_KEYS = Set.of("auth", "allow_plaintext");

  /** Words of {@code until}. */
  static final Set<String> UNTIL = Set.of("auth");

  private NotYet() {}
}
