package mxping.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mxping.config.Node.Mapping;
import mxping.config.Node.Scalar;

/** The key {@code basic_auth_users}: hashes of passwords, which no problem quotes. */
final class UsersDecoder {
  /** Each one more doubles the time; 14 is about a second. */
  static final int MOST_COST = 14;

  private static final int LEAST_COST = 4;
  private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

  static final Form<Map<String, String>> FORM = UsersDecoder::users;

  private UsersDecoder() {}

  private static Optional<Map<String, String>> users(Node node, Problems problems) {
    if (!(node instanceof Mapping mapping)) {
      problems.add(node.at(), "must be a mapping (user: hash), not " + node.kind());
      return Optional.empty();
    }
    Map<String, String> users = new LinkedHashMap<>();
    mapping
        .members()
        .forEach(
            (user, member) -> {
              if (user.isEmpty() || user.chars().anyMatch(c -> c == ':' || c < ' ' || c == 127)) {
                problems.add(member.at(), "is no user that HTTP can name (RFC 7617 2)");
              }
              hash(member, problems).ifPresent(hash -> users.put(user, hash));
            });
    return Optional.of(users);
  }

  private static Optional<String> hash(Node.Member member, Problems problems) {
    String text = member.value() instanceof Scalar scalar ? scalar.text() : "";
    Matcher hash = HASH.matcher(text);
    if (!hash.matches()) {
      problems.add(
          member.at(), "is no bcrypt hash; make one with `htpasswd -nBC 10 \"\" | tr -d ':\\n'`");
      return Optional.empty();
    }
    int cost = Integer.parseInt(hash.group(1));
    if (cost < LEAST_COST || cost > MOST_COST) {
      problems.add(
          member.at(),
          "has a bcrypt cost of %d; %d to %d are taken, for each step doubles the time"
              .formatted(cost, LEAST_COST, MOST_COST));
      return Optional.empty();
    }
    return Optional.of(text);
  }
}
