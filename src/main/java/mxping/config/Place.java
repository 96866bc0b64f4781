package mxping.config;

/**
 * Where in the files a value stands.
 *
 * @param line from 1
 * @param column in code points, from 1
 */
record Place(String file, int line, int column, KeyPath key) {

  /** The very beginning of a file. */
  static Place top(String file) {
    return new Place(file, 1, 1, KeyPath.top());
  }

  Problem problem(String text) {
    return new Problem(file, line, column, key.text(), text);
  }

  /** As one place refers to another: {@code FILE:LINE}. */
  String brief() {
    return file + ":" + line;
  }
}
