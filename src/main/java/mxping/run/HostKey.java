package mxping.run;

import mxping.check.Family;

/**
 * What tells the results of one check from each other: its mail hosts, and their families and
 * addresses where the check asks for a result of each.
 *
 * @param mx name of the mail host
 * @param family the one the check asked for
 * @param address empty unless the check asks for {@code addresses: all}
 */
public record HostKey(String mx, Family family, String address) {

  /**
   * The host as a person would name it, with family or address where the check tells them apart.
   */
  public String text() {
    if (!address.isEmpty()) {
      return mx + " [" + address + "]";
    }
    return family == Family.ANY ? mx : mx + " (" + family.label() + ")";
  }
}
