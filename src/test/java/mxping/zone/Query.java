package mxping.zone;

/**
 * One question as it came in.
 *
 * @param name lower case, without final dot
 * @param type as in a zone: {@code MX}, {@code AAAA}
 */
public record Query(String name, String type, Transport transport) {

  /** What it came over. */
  public enum Transport {
    UDP,
    TCP
  }

  @Override
  public String toString() {
    return name + " " + type + " " + transport;
  }
}
