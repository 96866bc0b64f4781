package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.function.ObjDoubleConsumer;

/** Takes the values of one subject in one family. */
record Series(Labels subject, ObjDoubleConsumer<Labels> values) {

  /** The only value of the subject. */
  void add(double value) {
    values.accept(subject, value);
  }

  void add(long value) {
    add((double) value);
  }

  void add(boolean value) {
    add(value ? 1 : 0);
  }

  /** One of several values of the subject, told apart by {@code further} labels. */
  void add(Labels further, double value) {
    values.accept(subject.merge(further), value);
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
