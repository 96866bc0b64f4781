package mxping.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The look of the pages, and the policy that lets a browser use it and nothing else. */
final class Style {
  static final String SHEET =
      """
      :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 20%, transparent) }
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 75rem; padding: 0 1rem }
      table { border-collapse: collapse; width: 100% }
      th, td { text-align: start; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line) }
      td { overflow-wrap:break-word }
      small { display: block; opacity: .75 }
      b { padding: 0 .4em; border-radius: .25em; font-weight: 600; white-space: nowrap }
      .failed { background: #c62828; color: #fff }
      .inconclusive, .stale { background: #6a4fb3; color: #fff }
      .degraded { background: #f9c440; color: #000 }
      .ok { background: #2e7d32; color: #fff }
      .unknown { border: 1px dashed }
      @media (max-width: 45rem) {
        thead { display: none }
        tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line) }
        td { display: block; border: 0; padding: 0 }
        td[data-is]::before { content: attr(data-is) " "; opacity: .75 }
      }
      """;

  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + Base64.getEncoder().encodeToString(sha256(SHEET))
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private Style() {}

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK knows SHA-256", e);
    }
  }
}
