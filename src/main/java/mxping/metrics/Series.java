package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;

/** Takes the values of one subject in one family. */
record Series(Subject subject, Points points) {

  /** What the values of all subjects become. */
  interface Points {

    /**
     * Takes one.
     *
     * @param first the labels by which points are sorted before they are by their subject; mostly
     *     none
     */
    void add(Labels first, Subject subject, Labels labels, double value);
  }

  /** The only value of the subject. */
  void add(double value) {
    points.add(Labels.EMPTY, subject, subject.labels(), value);
  }

  void add(long value) {
    add((double) value);
  }

  void add(boolean value) {
    add(value ? 1 : 0);
  }

  /** One of several values of the subject, told apart by {@code further} labels. */
  void add(Labels further, double value) {
    points.add(Labels.EMPTY, subject, subject.labels().merge(further), value);
  }

  /** The same where the name of {@code further} comes before {@code check} in the alphabet. */
  void addFirst(Labels further, double value) {
    points.add(further, subject, subject.labels().merge(further), value);
  }

  void add(Labels further, long value) {
    add(further, (double) value);
  }

  void add(Labels further, boolean value) {
    add(further, value ? 1 : 0);
  }

  /** States the labels themselves. */
  void inform(Labels further) {
    add(further, 1);
  }
}
