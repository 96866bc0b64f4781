package mxping.check;

import java.nio.file.Path;

/**
 * As whom a check logs in to a mail host (RFC 4954). The password is no part of it: its file is
 * read anew for each probe, so that a rotated password needs no reload.
 *
 * @param username 1 to 255 octets of UTF-8
 * @param passwordFile as it was found
 * @param mechanism by which it logs in
 * @param allowPlaintext whether the password may also be said where TLS does not protect it
 */
public record Auth(
    String username, Path passwordFile, Mechanism mechanism, boolean allowPlaintext) {

  /** How who we are is proved to the host. */
  public enum Mechanism {
    /** The strongest that the host offers. */
    AUTO,
    /** RFC 4616: the password itself. */
    PLAIN,
    /** The password itself, asked for in a line of its own; in no RFC, and widely spoken. */
    LOGIN,
    /** RFC 2195. */
    CRAM_MD5,
    /** RFC 7677: the host has to prove that it knows the password, too. */
    SCRAM_SHA_256
  }
}
