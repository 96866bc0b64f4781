package mxping.web;

import java.util.List;
import java.util.Optional;
import mxping.smtp.EnhancedCode;
import mxping.smtp.Printable;
import mxping.smtp.Reply;

/**
 * A reply as JSON.
 *
 * @param lines control characters visible as escapes
 */
record ReplyView(int code, Optional<String> enhanced, List<String> lines) {
  static ReplyView of(Reply reply) {
    return new ReplyView(
        reply.code(),
        reply.enhanced().map(EnhancedCode::toString),
        reply.lines().stream().map(Printable::of).toList());
  }
}
