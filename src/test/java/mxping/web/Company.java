package mxping.web;

import java.util.List;
import java.util.Optional;
import mxping.pages.Fellows;

/** The members of a cluster as a test wants them; asked, they all say the same. */
record Company(List<Fellow> members, List<Elsewhere> elsewhere, Optional<Word> said)
    implements Fellows {
  static final String B = "http://192.0.2.2:9025";

  /** This agent, a, and another, b, which runs these checks. */
  static Company of(List<String> ofB, Optional<Word> said) {
    return new Company(
        List.of(
            new Fellow("a", Optional.of("http://192.0.2.1:9025"), true, 1),
            new Fellow("b", Optional.of(B), true, ofB.size())),
        ofB.stream().map(check -> new Elsewhere(check, "b", Optional.of(B))).toList(),
        said);
  }

  @Override
  public Optional<Word> ask(Elsewhere check) {
    return said;
  }
}
