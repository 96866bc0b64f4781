package mxping.config;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mxping.check.FileContents;
import mxping.config.ServerTls.Clients;
import mxping.config.ServerTls.Version;

/** The key {@code tls_server_config}. */
final class ServerTlsDecoder {
  private static final Set<String> INLINE = Set.of("cert", "key", "client_ca");

  /** The names of Go, and of the exporters of old. */
  private static final Grammar<Clients> CLIENTS =
      Words.of(
          Map.of("RequireClientCert", Clients.REQUIRE_ANY_CLIENT_CERT),
          Words.words(Clients.values(), Clients::word));

  private static final Grammar<Version> OLDEST =
      Words.of(
          Map.of("TLS10", Version.TLS12, "TLS11", Version.TLS12),
          Words.words(Version.values(), Version::name));

  private static final Grammar<Version> NEWEST =
      text ->
          text.equals("TLS10") || text.equals("TLS11")
              ? Parsed.bad("is a version that the JDK does not speak any more")
              : OLDEST.parse(text);

  /** Curves by their names in Go. */
  private static final Map<String, String> CURVES =
      Map.of(
          "CurveP256", "secp256r1",
          "CurveP384", "secp384r1",
          "CurveP521", "secp521r1",
          "X25519", "x25519");

  private final PemFiles files;
  private final TlsAbilities jvm;

  ServerTlsDecoder(PemFiles files, TlsAbilities jvm) {
    this.files = files;
    this.jvm = jvm;
  }

  /** Empty where the mapping is, or where it is wrong and so reported. */
  Form<Optional<ServerTls>> form() {
    return Form.mapping(this::tls);
  }

  private Optional<ServerTls> tls(Fields fields) {
    fields.refuse(
        INLINE,
        "is not supported; name a file with `cert_file`, `key_file` or" + " `client_ca_file`");
    Optional<FileContents<List<X509Certificate>>> chain =
        fields.take("cert_file", files.certificates());
    Optional<FileContents<PrivateKey>> key = fields.take("key_file", files.key());
    Clients clients = fields.take("client_auth_type", CLIENTS).orElse(Clients.NO_CLIENT_CERT);
    var authorities = fields.take("client_ca_file", files.certificates());
    Set<String> names =
        new HashSet<>(
            fields.take("client_allowed_sans", Form.list(Form.of(Grammar.TEXT))).orElse(List.of()));
    List<Version> versions = versions(fields);
    List<String> suites =
        fields.take("cipher_suites", Form.list(Form.of(this::suite))).orElse(List.of());
    boolean ownOrder = fields.take("prefer_server_cipher_suites", Words.TRUE_OR_FALSE).orElse(true);
    List<String> curves =
        fields
            .take("curve_preferences", Form.list(Form.of(ServerTlsDecoder::curve)))
            .orElse(List.of());
    if (fields.mapping().members().keySet().stream().noneMatch(fields.mapping()::has)) {
      return Optional.empty();
    }
    ofClients(fields, clients);
    ofIdentity(fields, chain, key);
    return chain.flatMap(
        ours ->
            key.map(
                own ->
                    new ServerTls(
                        ours,
                        own,
                        clients,
                        authorities,
                        names,
                        versions,
                        suites,
                        ownOrder,
                        curves)));
  }

  private static List<Version> versions(Fields fields) {
    Version oldest = fields.take("min_version", OLDEST).orElse(Version.TLS12);
    Version newest = fields.take("max_version", NEWEST).orElse(Version.TLS13);
    List<Version> versions =
        Arrays.stream(Version.values())
            .filter(version -> version.compareTo(oldest) >= 0 && version.compareTo(newest) <= 0)
            .toList();
    if (versions.isEmpty()) {
      fields.problem("max_version", "is lower than `min_version`");
    }
    return versions;
  }

  private Parsed<String> suite(String text) {
    return jvm.cipherSuites().contains(text)
        ? Parsed.good(text)
        : Parsed.bad(
            "is no cipher suite of TLS 1.2 that this JVM uses",
            Nearest.hint(text, jvm.cipherSuites()));
  }

  private static Parsed<String> curve(String text) {
    String curve = CURVES.get(text);
    return curve == null
        ? Parsed.bad(
            "is not one of " + CURVES.keySet().stream().sorted().collect(Collectors.joining(", ")))
        : Parsed.good(curve);
  }

  private static void ofClients(Fields fields, Clients clients) {
    boolean authorities = fields.mapping().has("client_ca_file");
    if (clients.verified() && !authorities) {
      fields.problem(
          "client_auth_type", "needs a `client_ca_file`, or anybody's certificate would do");
    }
    if (authorities && clients == Clients.NO_CLIENT_CERT) {
      fields.problem("client_ca_file", "means nothing without a `client_auth_type`");
    }
    if (fields.mapping().has("client_allowed_sans") && !clients.required()) {
      fields.problem(
          "client_allowed_sans",
          "needs `client_auth_type: RequireAndVerifyClientCert` (or RequireAnyClientCert)");
    }
  }

  private static void ofIdentity(
      Fields fields,
      Optional<FileContents<List<X509Certificate>>> chain,
      Optional<FileContents<PrivateKey>> key) {
    for (String needed : List.of("cert_file", "key_file")) {
      if (!fields.mapping().has(needed)) {
        fields.problem(needed, "TLS needs a `" + needed + "`");
      }
    }
    if (chain.isPresent()
        && key.isPresent()
        && !Pem.fits(key.get().contents(), chain.get().contents().getFirst())) {
      fields.problem("key_file", "does not fit the first certificate of `cert_file`");
    }
  }
}
