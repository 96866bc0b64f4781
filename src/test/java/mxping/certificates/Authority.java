package mxping.certificates;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/**
 * One that signs certificates.
 *
 * @param path its own certificate and those above it, the root left out; empty for a root
 */
record Authority(
    String name, KeyPair keys, X509Certificate certificate, List<X509Certificate> path) {
  Authority {
    path = List.copyOf(path);
  }

  static Authority root(String name) {
    KeyPair keys = Signing.keys();
    Subject subject = Subject.authority(name);
    return new Authority(
        name, keys, Signing.sign(subject, keys.getPublic(), name, keys), List.of());
  }

  /** An authority below this one. */
  Authority intermediate(String name) {
    KeyPair own = Signing.keys();
    X509Certificate signed =
        Signing.sign(Subject.authority(name), own.getPublic(), this.name, keys);
    return new Authority(
        name, own, signed, Stream.concat(Stream.of(signed), path.stream()).toList());
  }

  /** A new key, and a certificate for it with the whole chain. */
  Credential issue(Subject subject) {
    return issue(subject, Signing.keys());
  }

  /** A certificate for this key, with the whole chain. */
  Credential issue(Subject subject, KeyPair own) {
    X509Certificate leaf = Signing.sign(subject, own.getPublic(), name, keys);
    return new Credential(own.getPrivate(), Stream.concat(Stream.of(leaf), path.stream()).toList());
  }
}
