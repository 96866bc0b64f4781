package mxping.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mxping.check.Check;
import mxping.check.Cluster;
import mxping.check.Configuration;
import mxping.check.Manners;
import mxping.check.Target;
import mxping.config.Node.Mapping;
import mxping.config.Node.Sequence;

/** {@code checks.yaml} and its includes, read once. */
public final class ConfigFile {
  /** Bound of checks times values that each takes from {@code defaults}; a bomb has more. */
  private static final long MOST_MERGED = 20_000_000;

  private static final String USUAL = "default";

  private static final Set<String> MAIN_ONLY = Set.of("include", "probe", "defaults", "cluster");

  private final Variables variables;
  private final FilesRead files = new FilesRead();
  private final SettingsDecoder settings;
  private final Texts texts = new Texts();
  private final Problems problems = new Problems();
  private final Set<Path> seen = new HashSet<>();

  private ConfigFile(Map<String, String> environment, CronSyntax cron) {
    this.variables = new Variables(environment);
    this.settings = new SettingsDecoder(cron, files);
  }

  /**
   * Reads a configuration. Whatever a user can get wrong is a problem in the result, never an
   * exception. Blocks on the disk, asks no network.
   *
   * @param environment for {@code ${NAME}} in values
   * @param cron judges the key {@code cron}
   */
  public static Loaded load(Path file, Map<String, String> environment, CronSyntax cron) {
    return new ConfigFile(environment, cron).load(file);
  }

  private Loaded load(Path file) {
    Optional<Configuration> configuration =
        tree(file)
            .filter(this::holdsSomething)
            .flatMap(root -> Form.mapping(f -> main(f, file)).read(root, problems));
    return configuration.isPresent() && problems.none()
        ? new Loaded.Valid(configuration.get(), files.all())
        : new Loaded.Invalid(problems.sorted(), files.all());
  }

  private boolean holdsSomething(Node root) {
    if (root instanceof Node.Nothing) {
      problems.add(root.at(), "the file is empty; it needs `checks`");
      return false;
    }
    return true;
  }

  /** The tree of a file, empty where it cannot be read. */
  private Optional<Node> tree(Path file) {
    files.reading(file);
    seen.add(real(file));
    String name = file.toString();
    return Source.read(file, problems)
        .map(texts::noting)
        .flatMap(text -> NodeReader.read(name, text, variables, problems));
  }

  private Configuration main(Fields fields, Path file) {
    var includes = fields.take("include", Form.list(Includes.ENTRY)).orElse(List.of());
    Manners manners = fields.take("probe", ProbeDecoder.FORM).orElse(ProbeDecoder.DEFAULT);
    Optional<ClusterDecoder.Draft> section =
        fields.take("cluster", new ClusterDecoder(files).form());
    Mapping none = Mapping.empty(fields.mapping().at());
    Mapping defaults = fields.take("defaults", Form.mapping(this::defaults)).orElse(none);
    Mapping probe = fields.take("probe", ProbeDecoder.LAYER).orElse(none);
    Mapping base = Layers.merge(probe, defaults);
    var decoder = new CheckDecoder(base, settings);
    List<Check> checks = new ArrayList<>(checks(fields, decoder, base));
    for (Includes.Entry entry : includes) {
      for (Path included : entry.files(file, files, problems)) {
        checks.addAll(included(included, decoder, base));
      }
    }
    if (checks.isEmpty() && problems.none()) {
      fields.problem("checks", "there is not a single check");
    }
    Optional<Cluster> cluster = section.map(cl -> cl.of(texts.digest()));
    return new Configuration(manners, checks, usual(base), cluster);
  }

  /** What is wrong with {@code base} has been told where it was read. */
  private Check usual(Mapping base) {
    Fields fields = new Fields(base, new Problems());
    return settings.take(fields, Optional.empty()).of(USUAL, new Target.Domain("invalid"));
  }

  /** Reads {@code defaults} for their own problems; what is no setting is left out of them. */
  private Mapping defaults(Fields fields) {
    settings.take(fields, Optional.empty());
    fields.refuse(Set.of("name"), "belongs to a check, not to `defaults`");
    fields.refuse(Targets.KEYS, "is a target, and belongs to a check, not to `defaults`");
    return fields.taken();
  }

  private List<Check> included(Path file, CheckDecoder decoder, Mapping base) {
    if (seen.contains(real(file))) {
      return List.of();
    }
    Form<List<Check>> form =
        Form.mapping(
            fields -> {
              fields.refuse(MAIN_ONLY, "is a key of the including file only");
              return checks(fields, decoder, base);
            });
    return tree(file)
        .filter(root -> !(root instanceof Node.Nothing))
        .flatMap(root -> form.read(root, problems))
        .orElse(List.of());
  }

  private List<Check> checks(Fields fields, CheckDecoder decoder, Mapping base) {
    long count =
        fields
            .mapping()
            .value("checks")
            .map(n -> n instanceof Sequence s ? s.items().size() : 0)
            .orElse(0);
    if (count * base.weight() > MOST_MERGED) {
      fields.problem("checks", "are too many for `defaults` of this size");
      return fields
          .take("checks", (list, found) -> Optional.<List<Check>>empty())
          .orElse(List.of());
    }
    return fields.take("checks", Form.list(decoder.form())).orElse(List.of()).stream()
        .flatMap(List::stream)
        .toList();
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }
}
