package mxping.config;

import java.util.Set;

/**
 * What the contract names and this version cannot do. It is refused, never ignored. A feature lands
 * by taking its words off here and reading them where they belong.
 */
final class NotYet {
  static final String TEXT = "is not supported yet";

  /** Keys at the top of a file. */
  static final Set<String> FILE_KEYS = Set.of("cluster");

  private NotYet() {}
}
