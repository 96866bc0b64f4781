package mxping.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This machine's host name, or the pod's, as a member is called where nothing else is said. */
final class HostName {
  private static final Path OF_LINUX = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  /** Asks the system, where it can without asking a resolver. */
  static String find() {
    try {
      return Files.readString(OF_LINUX).strip();
    } catch (IOException e) {
      return asked();
    }
  }

  private static String asked() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
