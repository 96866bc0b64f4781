package mxping.check;

import java.net.InetAddress;

/**
 * A block of IP addresses in CIDR form.
 *
 * @param address any address of the block
 * @param prefix leading bits that all addresses of the block share
 */
public record Network(InetAddress address, int prefix) {

  public Network {
    if (prefix < 0 || prefix > address.getAddress().length * 8) {
      throw new IllegalArgumentException("prefix out of bounds: " + prefix);
    }
  }

  /** Whether {@code other} is of this family and in this block. */
  public boolean contains(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = prefix / 8;
    for (int i = 0; i < whole; i++) {
      if (ours[i] != theirs[i]) {
        return false;
      }
    }
    int mask = 0xff00 >> (prefix % 8) & 0xff;
    return mask == 0 || (ours[whole] & mask) == (theirs[whole] & mask);
  }

  @Override
  public String toString() {
    return IpText.of(address) + "/" + prefix;
  }
}
