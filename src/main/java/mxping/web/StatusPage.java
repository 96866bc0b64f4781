package mxping.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import mxping.history.CheckState;

/**
 * The page for people: all checks, worst first.
 *
 * @param now on the monotonic clock
 */
record StatusPage(Collection<CheckState> checks, long now) {
  static final String TYPE = "text/html; charset=utf-8";
  static final int ROWS = 1_000;

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>mxping</title>
      <style>"""
          + Style.SHEET
          + """
      </style>
      </head>
      <body>
      <h1>mxping</h1>
      """;

  private static final String TABLE =
      """
      <p><a href="/api/v1/checks">All as JSON</a>, <a href="/metrics">metrics</a></p>
      <table>
      <thead><tr><th>Check<th>Target<th>State<th>Reason<th>Since<th>Next round</tr></thead>
      <tbody>
      """;

  private static final String FOOT =
      """
      </tbody>
      </table>
      </body>
      </html>
      """;

  void writeTo(OutputStream out) throws IOException {
    List<Row> rows =
        checks.stream().map(check -> Row.of(check, now)).sorted(Row.WORST_FIRST).toList();
    Writer page = new OutputStreamWriter(out, UTF_8);
    page.write(HEAD);
    page.write("<p>" + summary() + "</p>\n");
    page.write(TABLE);
    for (Row row : rows.subList(0, Math.min(ROWS, rows.size()))) {
      page.write(row.html());
    }
    page.write(FOOT);
    page.flush();
  }

  private String summary() {
    int all = checks.size();
    if (all > ROWS) {
      return "The worst %d of %d checks, worst first. The others are in the API."
          .formatted(ROWS, all);
    }
    return all == 1 ? "1 check." : "%d checks, worst first.".formatted(all);
  }
}
