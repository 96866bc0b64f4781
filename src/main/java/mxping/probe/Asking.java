package mxping.probe;

import mxping.check.Recipient;

/**
 * Whether a mail host may be asked for a recipient now, decided by whoever keeps count of such
 * questions.
 */
public interface Asking {
  /** Everybody may be asked for, and nobody counts. */
  Asking FREELY =
      new Asking() {
        @Override
        public boolean may(Recipient recipient) {
          return true;
        }

        @Override
        public void answered(Recipient recipient, Verdict verdict) {}
      };

  /** Whether {@code recipient} may be asked for; may think about it for a moment, not longer. */
  boolean may(Recipient recipient);

  /** What came of it; not called where the wire broke instead. */
  void answered(Recipient recipient, Verdict verdict);
}
