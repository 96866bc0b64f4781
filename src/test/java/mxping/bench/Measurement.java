package mxping.bench;

import java.util.List;

/** Something that can be measured, in bounded time. */
interface Measurement {

  /** What it tells, in a few words. */
  String about();

  /** Measures; what is started for it has ended when this returns. */
  List<Figure> taken() throws Exception;
}
