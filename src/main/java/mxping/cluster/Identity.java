package mxping.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import mxping.check.Cluster;
import mxping.sasl.PasswordFile;

/**
 * The key that all members have in common, and which alone lets one in: its certificate is the only
 * anchor of trust, so that no authority can make another member.
 */
final class Identity {
  private Identity() {}

  /**
   * Reads the keystore as it is now. Blocks on the disk.
   *
   * @throws IOException where it cannot be read or its password cannot
   * @throws GeneralSecurityException where there is no key in it to be used
   */
  static SSLContext context(Cluster.Tls tls) throws IOException, GeneralSecurityException {
    char[] password = password(tls);
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(tls.keystore())) {
      own.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, password);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(anchor(own));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore anchor(KeyStore own) throws IOException, GeneralSecurityException {
    KeyStore anchor = KeyStore.getInstance("PKCS12");
    anchor.load(null, null);
    for (String alias : Collections.list(own.aliases())) {
      if (own.isKeyEntry(alias)) {
        Certificate certificate = own.getCertificate(alias);
        anchor.setCertificateEntry("member", certificate);
        return anchor;
      }
    }
    throw new GeneralSecurityException("the keystore holds no key");
  }

  private static char[] password(Cluster.Tls tls) throws IOException {
    return switch (PasswordFile.read(tls.passwordFile())) {
      case PasswordFile.Holds holds -> holds.password().text().toCharArray();
      case PasswordFile.Unusable bad -> throw new IOException("the password's file " + bad.why());
    };
  }
}
