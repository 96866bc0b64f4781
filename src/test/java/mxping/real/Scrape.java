package mxping.real;

import java.util.List;
import java.util.stream.Collectors;

/** The text of one scrape. */
record Scrape(String text) {

  /** All samples of these families, a line each, as they stand there. */
  String of(String... families) {
    List<String> names = List.of(families);
    return text.lines()
        .filter(line -> names.contains(line.split("[{ ]", 2)[0]))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /** The value of one series; NaN where it is not there. */
  double value(String series) {
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }
}
