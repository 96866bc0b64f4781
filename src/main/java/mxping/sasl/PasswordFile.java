package mxping.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What a password's file holds: one line of UTF-8, at most {@value #MOST_OCTETS} octets; the line
 * end behind it is no part of the password.
 */
public sealed interface PasswordFile {
  int MOST_OCTETS = 1024;
  String TOO_LONG = "holds more than " + MOST_OCTETS + " octets, and is no password";

  /** It holds a password. */
  record Holds(Password password) implements PasswordFile {}

  /**
   * There is no password to be had from it.
   *
   * @param why a sentence whose subject is the file; never quotes what is in it
   */
  record Unusable(String why) implements PasswordFile {}

  /** Reads {@code path} as it is now. Blocks on the disk. */
  static PasswordFile read(Path path) {
    if (Files.isDirectory(path)) {
      return new Unusable("is a directory, not a file");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      // a pipe could make us wait for ever
      return new Unusable("is no regular file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return parse(in.readNBytes(MOST_OCTETS + 3));
    } catch (NoSuchFileException e) {
      return new Unusable("is no file that is there");
    } catch (AccessDeniedException e) {
      return new Unusable("may not be read: permission denied");
    } catch (CharacterCodingException e) {
      return new Unusable("holds no UTF-8 text");
    } catch (IOException e) {
      return new Unusable("cannot be read");
    }
  }

  private static PasswordFile parse(byte[] octets) throws CharacterCodingException {
    if (octets.length > MOST_OCTETS + 2) {
      return new Unusable(TOO_LONG);
    }
    String whole = UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    String line = whole.endsWith("\n") ? whole.substring(0, whole.length() - 1) : whole;
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    if (text.isEmpty()) {
      return new Unusable("is empty");
    }
    if (text.getBytes(UTF_8).length > MOST_OCTETS) {
      return new Unusable(TOO_LONG);
    }
    if (text.chars().anyMatch(c -> c == '\n' || c == '\r')) {
      return new Unusable("holds more than one line");
    }
    return text.chars().anyMatch(Character::isISOControl)
        ? new Unusable("holds a control character")
        : new Holds(new Password(text));
  }
}
