package mxping.check;

import java.util.Locale;

/** The address families a check asks for. */
public enum Family {
  /** Whatever the host has, IPv6 first, as sending hosts do. */
  ANY,
  IPV4,
  IPV6,
  /** One result for each family; a family without a record gives none. */
  BOTH;

  /** The value of the {@code family} label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
