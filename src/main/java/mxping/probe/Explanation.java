package mxping.probe;

/**
 * A finding in words for people: what happened, and what to do next. The one table from reason to
 * sentence.
 *
 * @param sentence what happened, naming the host
 * @param next what whoever runs the prober, or the host, does next; empty where there is nothing to
 *     do
 */
public record Explanation(String sentence, String next) {

  /** Explains {@code finding} about {@code who}: a mail host, or the check's target. */
  public static Explanation of(String who, Finding finding) {
    Explanation template = template(finding.reason());
    String sentence =
        template
            .sentence
            .replace("{phase}", finding.phase().label())
            .replace("{who}", who)
            .replace("{what}", withoutStop(finding.detail()));
    return new Explanation(sentence, template.next);
  }

  /** The same with a further sentence. */
  public Explanation adding(String further) {
    return new Explanation(sentence + " " + further, next);
  }

  private static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static Explanation because(String sentence, String next) {
    return new Explanation(sentence, next);
  }

  private static Explanation template(Reason reason) {
    return switch (reason) {
      case NONE -> because("{who} did all that was expected.", "");
      case SLOW ->
          because(
              "{who} does its work, but slowly: {what}.",
              "Look at its load, its queue and the DNS and milters it asks.");
      case UNCLEAN_CLOSE ->
          because(
              "{who} gave every answer, but did not close the session properly at {phase}: {what}.",
              "Look at its log for an aborted session, and at firewalls on the way.");
      case MX_MISMATCH ->
          because(
              "The MX set of {who} is not the expected one: {what}.",
              "Correct the zone, or expect.mx in the check.");
      case MX_INVALID ->
          because(
              "The MX set of {who} has a flaw: {what}.",
              "Correct the zone: an MX names a host with addresses of its own (RFC 5321 5.1).");
      case MX_DISPARITY ->
          because(
              "The mail hosts of {who} disagree on {what}.",
              "Compare their configuration and user tables; senders may meet any of them.");
      case THROTTLED_LOCALLY ->
          because(
              "{who} was not asked in time, out of courtesy: {what}.",
              "Nothing is known to be wrong; check less often, or fewer recipients.");
      case OVERLAPPED ->
          because(
              "The round before was still probing {who}.",
              "Give the check a longer interval or a shorter timeout.");
      case MISSED ->
          because(
              "The agent stood still when {who} was due.",
              "Look at the load of the machine that runs the agent.");
      case INTERNAL_ERROR ->
          because(
              "The agent could not probe {who}: {what}.",
              "The agent or its machine is at fault; its log has the details.");
      case NXDOMAIN ->
          because(
              "{who} does not exist in the DNS.",
              "Look for a typing error, an expired registration or a missing delegation.");
      case NO_ADDRESS ->
          because(
              "{who} has no address to connect to: {what}.",
              "Correct the zone: the MX has to name a host with an A or AAAA record.");
      case NULL_MX ->
          because(
              "{who} takes no mail, and says so with a null MX.",
              "If that is as it should be, a check says so with null_mx: ok.");
      case DNS_FAILURE ->
          because(
              "Nobody could tell the mail hosts or addresses of {who}: {what}.",
              "Look at the name servers of the domain, then at our resolver.");
      case DNS_TIMEOUT ->
          because(
              "No name server answered about {who}: {what}.",
              "Look at the way to the resolver, then at the name servers of the domain.");
      case CONNECT_REFUSED ->
          because(
              "{who} refuses the connection: nothing listens there.",
              "Start the mail server, or open the port.");
      case CONNECT_TIMEOUT ->
          because(
              "{who} does not answer the connection.",
              "Look for a firewall on the way, then at whether the host is up.");
      case UNREACHABLE ->
          because("{who} cannot be reached: {what}.", "Look at the routes between here and there.");
      case CONNECTION_LOST ->
          because(
              "{who} dropped the connection at {phase}: {what}.",
              "Look at its log for a crash or a limit, and at firewalls on the way.");
      case REPLY_TIMEOUT ->
          because(
              "{who} is connected, but said nothing in time at {phase}: {what}.",
              "Look at its load, its milters and the DNS it asks.");
      case DEADLINE_EXCEEDED ->
          because(
              "{who} was too slow altogether; the time was up at {phase}.",
              "Look at its load, its milters and the DNS it asks.");
      case NOT_SMTP ->
          because(
              "What answers at {who} is not an SMTP server: {what}.",
              "Look at which service has the port.");
      case PROTOCOL_ERROR ->
          because(
              "{who} broke the protocol at {phase}: {what}.",
              "Look at the server, or at the device in front of it that rewrites SMTP.");
      case SERVICE_UNAVAILABLE ->
          because(
              "{who} answers, but is not in service: {what}.",
              "Wait for a restart to end, then look at its log.");
      case GREETING_REJECTED ->
          because(
              "{who} answers, but takes no session from us: {what}.",
              "Ask its postmaster, or look whether the host is closed for good.");
      case COMMAND_REJECTED ->
          because(
              "{who} refuses EHLO and HELO: {what}.",
              "Look at what it expects of a client's name; set helo.");
      case CAPABILITY_MISSING ->
          because(
              "{who} does not offer what is expected: {what}.",
              "Look at its configuration, or at the device in front of it that rewrites EHLO.");
      case CAPABILITY_FORBIDDEN ->
          because("{who} offers what it must not: {what}.", "Look at its configuration.");
      case GREETING_MISMATCH ->
          because(
              "{who} greets other than expected: {what}.",
              "Look whether another host or version has taken its place.");
      case STARTTLS_NOT_SUPPORTED ->
          because(
              "{who} does not offer STARTTLS, and the check requires it: {what}.",
              "Turn TLS on there, or look at the device in front of it that rewrites EHLO.");
      case STARTTLS_REJECTED ->
          because(
              "{who} offers STARTTLS and refuses it: {what}.",
              "Look at its certificate and key files, and at its log.");
      case STARTTLS_INJECTION ->
          because(
              "Something spoke for {who} between STARTTLS and the handshake: {what}.",
              "Look for a device on the way that meddles with SMTP; nothing said there can be trusted.");
      case TLS_HANDSHAKE_FAILED ->
          because(
              "TLS with {who} does not come about: {what}.",
              "Look at its protocol versions, ciphers and certificate, and at its log.");
      case CERTIFICATE_EXPIRING ->
          because(
              "The certificate of {who} runs out soon: {what}.",
              "Renew it, and see to it that the server has loaded the new one.");
      case CERTIFICATE_EXPIRED ->
          because(
              "The certificate of {who} has run out: {what}.",
              "Renew it, and see to it that the server has loaded the new one.");
      case CERTIFICATE_HOST_MISMATCH ->
          because(
              "The certificate of {who} does not fit: it {what}.",
              "Get a certificate with this name, or set tls.server_name.");
      case CERTIFICATE_NOT_TRUSTED ->
          because(
              "The certificate of {who} cannot be trusted: {what}.",
              "Look whether the server sends its intermediates; name an authority of yours in tls.ca_file.");
      case AUTH_REJECTED ->
          because(
              "{who} answers, but refuses our user name or password: {what}.",
              "Look at auth.username and the password's file, then at the account; the host is not down.");
      case AUTH_UNAVAILABLE ->
          because(
              "{who} answers, but there is no logging in: {what}.",
              "Look at its TLS, the mechanisms it offers and what it asks about users; then at auth and tls of the check.");
      case SENDER_REJECTED ->
          because(
              "{who} answers, but refuses our sender: {what}.",
              "Look at mail_from and helo of the check; the host is not down.");
      case BLOCKED ->
          because(
              "{who} answers, but refuses our address: {what}.",
              "Look at the reverse DNS and reputation of the address we come from; the host is not down.");
      case RATE_LIMITED ->
          because(
              "{who} answers, but has had too much from us: {what}.",
              "Check less often or from another address; the host is not down.");
      case GREYLISTED ->
          because(
              "{who} answers, and asks us to come back later: {what}.",
              "Nothing, if it passes; else have the prober's address exempted.");
      case SERVER_TROUBLE ->
          because(
              "{who} answers, but is in trouble itself: {what}.",
              "Look at its disk, its directory and its queue.");
      case DEFERRED ->
          because(
              "{who} answers, but does not decide now: {what}.",
              "Nothing, if it passes; else look at its log.");
      case RCPT_UNKNOWN ->
          because(
              "{who} does not know the recipient: {what}.", "Look at the user table of this host.");
      case RCPT_DISABLED ->
          because(
              "{who} has the recipient's mailbox disabled: {what}.",
              "Enable the mailbox, or check another one.");
      case RCPT_FULL ->
          because(
              "{who} says that the recipient's mailbox is full: {what}.",
              "Make room in the mailbox, or raise its quota.");
      case RCPT_REJECTED ->
          because("{who} refuses the recipient: {what}.", "Look at its log for the rule that did.");
      case POLICY_REJECTED ->
          because(
              "{who} refuses the recipient by policy: {what}.",
              "Look at its relay and access rules; the code does not tell these apart.");
      case AMBIGUOUS ->
          because(
              "{who} answers in a way that neither accepts nor refuses: {what}.",
              "Ask for another recipient, or expect: any.");
      case CATCH_ALL ->
          because(
              "{who} accepts everybody, a made-up recipient too, so that acceptance proves nothing: {what}.",
              "Nothing, if that is intended; else turn recipient verification on.");
      case UNEXPECTED_ACCEPTANCE ->
          because(
              "{who} accepts a recipient that it must refuse: {what}.",
              "Look for an open relay or missing recipient verification at once.");
    };
  }
}
