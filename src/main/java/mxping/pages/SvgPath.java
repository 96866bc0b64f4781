package mxping.pages;

/** The {@code d} of an SVG path while it is drawn; coordinates are written with one decimal. */
final class SvgPath {
  private final StringBuilder d = new StringBuilder();

  SvgPath moveTo(double x, double y) {
    return command('M').number(x).space().number(y);
  }

  SvgPath lineTo(double x, double y) {
    return command('L').number(x).space().number(y);
  }

  /** A point as wide as the pen. */
  SvgPath dot() {
    d.append("h0");
    return this;
  }

  SvgPath box(double x, double y, double width, double height) {
    moveTo(x, y).command('h').number(width).command('v').number(height);
    command('h').number(-width).command('z');
    return this;
  }

  private SvgPath command(char letter) {
    d.append(letter);
    return this;
  }

  private SvgPath space() {
    d.append(' ');
    return this;
  }

  private SvgPath number(double value) {
    long tenths = Math.round(value * 10);
    if (tenths < 0) {
      d.append('-');
    }
    d.append(Math.abs(tenths) / 10);
    if (tenths % 10 != 0) {
      d.append('.').append(Math.abs(tenths) % 10);
    }
    return this;
  }

  boolean empty() {
    return d.isEmpty();
  }

  @Override
  public String toString() {
    return d.toString();
  }
}
