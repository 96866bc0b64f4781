package mxping.config;

import java.util.List;

/** What becomes of a text of a file before anybody reads it as a value. */
@FunctionalInterface
interface Filling {
  /** Nothing: a dollar is a dollar. */
  Filling AS_IT_IS = (at, text, problems) -> new Node.Scalar(at, text, List.of());

  /** The value, or one that is refused with a problem. */
  Node fill(Place at, String text, Problems problems);
}
