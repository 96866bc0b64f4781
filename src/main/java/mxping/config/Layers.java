package mxping.config;

import java.util.LinkedHashMap;
import mxping.config.Node.Mapping;
import mxping.config.Node.Member;

/** Settings laid over settings. Each value keeps its place, so its problems point to its layer. */
final class Layers {
  private Layers() {}

  /** The settings of a check over others: {@code every} and {@code cron} displace each other. */
  static Mapping ofCheck(Mapping under, Mapping over) {
    Mapping merged = merge(under, over);
    if (over.has("cron") == over.has("every")) {
      return merged;
    }
    var members = new LinkedHashMap<>(merged.members());
    if (over.has("cron") && !over.has("every")) {
      members.remove("every");
    }
    if (over.has("every") && !over.has("cron")) {
      members.remove("cron");
    }
    return new Mapping(over.at(), members);
  }

  /** Key by key into mappings; anything else replaces, null included. */
  static Mapping merge(Mapping under, Mapping over) {
    var members = new LinkedHashMap<>(under.members());
    over.members().forEach((key, member) -> members.merge(key, member, Layers::member));
    return new Mapping(over.at(), members);
  }

  private static Member member(Member under, Member over) {
    return under.value() instanceof Mapping below && over.value() instanceof Mapping above
        ? new Member(over.at(), merge(below, above))
        : over;
  }
}
