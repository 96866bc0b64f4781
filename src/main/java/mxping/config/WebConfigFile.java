package mxping.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The file of {@code --web.config.file}, in the format of Prometheus' exporter-toolkit. A key of
 * that format that this agent cannot do is a problem, like one that nobody knows: whoever writes a
 * lock into a file shall not find the door open.
 */
public final class WebConfigFile {
  private WebConfigFile() {}

  /**
   * Reads a web configuration. Whatever a user can get wrong is a problem in the result, never an
   * exception. Blocks on the disk.
   *
   * @param jvm what it can do
   */
  public static WebLoaded load(Path file, TlsAbilities jvm) {
    Problems problems = new Problems();
    FilesRead files = new FilesRead();
    Optional<WebConfig> config =
        Source.read(files.reading(file), problems)
            .flatMap(text -> NodeReader.read(file.toString(), text, Filling.AS_IT_IS, problems))
            .flatMap(root -> read(root, new PemFiles(files), jvm, problems));
    return config.isPresent() && problems.none()
        ? new WebLoaded.Valid(config.get(), files.all())
        : new WebLoaded.Invalid(problems.sorted(), files.all());
  }

  /** An empty file asks for nothing, as it does elsewhere. */
  private static Optional<WebConfig> read(
      Node root, PemFiles files, TlsAbilities jvm, Problems problems) {
    return root instanceof Node.Nothing
        ? Optional.of(WebConfig.NONE)
        : Form.mapping(fields -> config(fields, files, jvm)).read(root, problems);
  }

  private static WebConfig config(Fields fields, PemFiles files, TlsAbilities jvm) {
    return new WebConfig(
        fields
            .take("tls_server_config", new ServerTlsDecoder(files, jvm).form())
            .flatMap(tls -> tls),
        fields.take("http_server_config", HttpDecoder.FORM).orElse(Map.of()),
        fields.take("basic_auth_users", UsersDecoder.FORM).orElse(Map.of()),
        fields.take("rate_limit", HttpDecoder.RATE).flatMap(rate -> rate));
  }
}
