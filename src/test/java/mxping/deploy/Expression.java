package mxping.deploy;

import java.util.Set;

/**
 * An expression of PromQL that is shipped.
 *
 * @param where the file, and what in it
 * @param text as a Prometheus gets it: variables and templates filled in
 * @param shown labels that a legend, a title or a text takes from its result; may be empty
 */
public record Expression(String where, String text, Set<String> shown) {

  @Override
  public String toString() {
    return where + ":\n" + text;
  }
}
