package mxping.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of PEM blocks (RFC 7468), at most 4 MiB, as it was read.
 *
 * @param path as it was found
 * @param digest SHA-256 of its octets, in hexadecimal digits
 */
record PemFile(Path path, String digest, List<Block> blocks) {
  private static final int MOST_OCTETS = 4 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\R([^-]*)-----END \\1-----");

  PemFile {
    blocks = List.copyOf(blocks);
  }

  /**
   * One block.
   *
   * @param label such as {@code CERTIFICATE}
   * @param text its Base64 text, and the headers of older forms
   */
  record Block(String label, String text) {

    /** Its octets, where it is Base64 and nothing else. */
    Parsed<byte[]> octets() {
      try {
        return Parsed.good(Base64.getDecoder().decode(text.replaceAll("\\s", "")));
      } catch (IllegalArgumentException e) {
        return Parsed.bad("is broken: the text of a " + label + " is not Base64");
      }
    }

    /** What is in it may be a private key. */
    @Override
    public String toString() {
      return label;
    }
  }

  /** Reads {@code path}. Blocks on the disk. */
  static Parsed<PemFile> read(Path path) {
    if (Files.isDirectory(path)) {
      return Parsed.bad("is a directory, not a file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return parse(path, in.readNBytes(MOST_OCTETS + 1));
    } catch (NoSuchFileException e) {
      return Parsed.bad("is no file that is there");
    } catch (AccessDeniedException e) {
      return Parsed.bad("may not be read: permission denied");
    } catch (IOException e) {
      return Parsed.bad("cannot be read: ", Quoted.clip(String.valueOf(e.getMessage())));
    }
  }

  private static Parsed<PemFile> parse(Path path, byte[] octets) {
    if (octets.length > MOST_OCTETS) {
      return Parsed.bad("is a file of more than 4 MiB");
    }
    if (octets.length == 0) {
      return Parsed.bad("is an empty file");
    }
    List<Block> blocks = new ArrayList<>();
    Matcher found = BLOCK.matcher(new String(octets, ISO_8859_1));
    while (found.find()) {
      blocks.add(new Block(found.group(1), found.group(2)));
    }
    return blocks.isEmpty()
        ? Parsed.bad("is no PEM file: there is no -----BEGIN line with an -----END to it")
        : Parsed.good(new PemFile(path, sha256(octets), blocks));
  }

  private static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
