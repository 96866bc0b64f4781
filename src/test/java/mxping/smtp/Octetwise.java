package mxping.smtp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that gives one octet at each read, as the slowest of networks does. */
final class Octetwise extends FilterInputStream {
  Octetwise(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    return super.read(b, off, Math.min(len, 1));
  }
}
