package mxping.pages;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/** A page that is ready to be sent: made as a whole, so that nobody gets half of one. */
public final class Page {
  public static final String TYPE = "text/html; charset=utf-8";

  /** The Content-Security-Policy of every page: a browser takes its style and asks for nothing. */
  public static final String POLICY = Sheet.POLICY;

  private final int status;
  private final Utf8ByteOutput html = new Utf8ByteOutput();

  Page(int status, Consumer<HtmlTemplateOutput> template) {
    this.status = status;
    template.accept(new OwaspHtmlTemplateOutput(html));
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }

  /** Writes it in UTF-8; leaves {@code out} open. */
  public void writeTo(OutputStream out) throws IOException {
    html.writeTo(out);
  }
}
