package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The EHLO keywords that can be label values, so that no server can make series at will. */
final class Keywords {
  /** The IANA registry "SMTP Service Extensions", and private ones that are met often. */
  private static final Set<String> KNOWN =
      Set.of(
          "8BITMIME",
          "ATRN",
          "AUTH",
          "BINARYMIME",
          "BURL",
          "CHECKPOINT",
          "CHUNKING",
          "CONNEG",
          "CONPERM",
          "DELIVERBY",
          "DSN",
          "ENHANCEDSTATUSCODES",
          "ETRN",
          "EXPN",
          "FUTURERELEASE",
          "HELP",
          "LIMITS",
          "MT-PRIORITY",
          "MTRK",
          "NO-SOLICITING",
          "ONEX",
          "PIPELINING",
          "PRDR",
          "REQUIRETLS",
          "RRVS",
          "SAML",
          "SEND",
          "SIZE",
          "SMTPUTF8",
          "SOML",
          "STARTTLS",
          "SUBMITTER",
          "TURN",
          "UTF8SMTP",
          "VERB",
          "VRFY",
          "X-ANONYMOUSTLS",
          "X-EXPS",
          "X-LINK2STATE",
          "X-RCPTLIMIT",
          "XCLIENT",
          "XEXCH50",
          "XFORWARD",
          "XRDST",
          "XSHADOW",
          "XSHADOWREQUEST",
          "XVERP");

  private static final Labels OTHER = labels("other");
  private static final Map<String, Labels> LABELS =
      KNOWN.stream().collect(Collectors.toUnmodifiableMap(keyword -> keyword, Keywords::labels));

  private Keywords() {}

  private static Labels labels(String value) {
    return Labels.of("capability", value);
  }

  /** The {@code capability} label: the keyword where it is known, else other. */
  static Labels label(String keyword) {
    return LABELS.getOrDefault(keyword, OTHER);
  }
}
