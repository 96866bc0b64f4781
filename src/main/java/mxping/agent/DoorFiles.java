package mxping.agent;

import java.util.List;
import mxping.config.FileStamp;
import mxping.config.WebLoaded;
import mxping.web.Web;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of {@code --web.config.file} and those it names: what changes in them holds for whoever
 * comes to the door next. What cannot be used is said, and changes nothing. Not thread-safe.
 */
final class DoorFiles {
  private static final Logger LOG = LoggerFactory.getLogger(DoorFiles.class);

  private final Sources.Web source;
  private final Web web;
  private List<FileStamp> files;

  DoorFiles(Sources.Web source, Web web) {
    this.source = source;
    this.web = web;
    this.files = source.first().files();
  }

  Watch watch() {
    return new Watch(() -> files, this::load);
  }

  private void load() {
    WebLoaded loaded = source.again().get();
    files = loaded.files();
    switch (loaded) {
      case WebLoaded.Valid valid ->
          web.change(valid.config())
              .ifPresentOrElse(
                  why -> LOG.error("the web configuration is not used: {}", why),
                  () -> LOG.info("the web configuration has changed"));
      case WebLoaded.Invalid invalid -> {
        LOG.error("the web configuration is not used, the one before stays");
        invalid.problems().forEach(problem -> LOG.error("{}", problem));
      }
    }
  }
}
