/**
 * Certificates for tests, made in the process on first use and kept for the life of the JVM: a CA
 * that {@code ca_file} can name, and what a mail host shows that is in order, has run out, is for
 * another name, or comes from nobody known. P-256 keys, X.509 written out in DER by {@link
 * mxping.certificates.Der}, so that neither network nor openssl nor a library is needed. Nothing
 * here uses the code under test.
 */
@NullMarked
package mxping.certificates;

import org.jspecify.annotations.NullMarked;
