package mxping.web;

/**
 * An address that cannot be listened on, because it is in use, not ours or not allowed. The message
 * is one line for the operator, such as {@code cannot listen on 127.0.0.1:9025: address already in
 * use}.
 */
public final class CannotListenException extends Exception {
  private static final long serialVersionUID = 1L;

  CannotListenException(ListenAddress address, String why, Throwable cause) {
    super("cannot listen on " + address + ": " + why, cause);
  }
}
