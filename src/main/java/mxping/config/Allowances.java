package mxping.config;

import mxping.check.Allowance;

/**
 * How an {@link Allowance} is spelled: a domain or host {@code example.com}, all names below one
 * {@code *.example.com}, a network {@code 192.0.2.0/24}, an address {@code 2001:db8::1}.
 */
public final class Allowances {
  private static final String WILDCARD = "*.";

  private Allowances() {}

  /**
   * The allowance that {@code text} spells out.
   *
   * @throws IllegalArgumentException with a message for the operator
   */
  public static Allowance parse(String text) {
    return switch (read(text)) {
      case Parsed.Good<Allowance> good -> good.meaning();
      case Parsed.Bad<Allowance> bad ->
          throw new IllegalArgumentException(Quoted.of(text) + " " + bad.why() + bad.detail());
    };
  }

  private static Parsed<Allowance> read(String text) {
    if (text.startsWith(WILDCARD)) {
      return Domains.parse(text.substring(WILDCARD.length()))
          .because("is no pattern such as *.example.com: what follows its `*.` ")
          .map(Allowance.Below::new);
    }
    return text.indexOf('/') >= 0 || IpLiterals.isAddress(text)
        ? IpLiterals.network(text).map(Allowance.Within::new)
        : Domains.parse(text).map(Allowance.Name::new);
  }
}
