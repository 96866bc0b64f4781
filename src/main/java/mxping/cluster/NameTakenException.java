package mxping.cluster;

/** Another member has this agent's name. Its message says so to whoever started the agent. */
public final class NameTakenException extends Exception {
  private static final long serialVersionUID = 1L;

  NameTakenException(String member, String cluster) {
    super(
        "cluster "
            + cluster
            + ": another member is called "
            + member
            + "; give each agent a `cluster.member` of its own");
  }
}
