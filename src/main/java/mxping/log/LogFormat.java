package mxping.log;

/** How an event is written, named as people type it. */
public enum LogFormat {
  text {
    @Override
    String line(Event event) {
      return event.asText();
    }
  },
  json {
    @Override
    String line(Event event) {
      return event.asJson();
    }
  };

  /** One line, without its end. */
  abstract String line(Event event);
}
