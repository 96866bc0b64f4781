/**
 * The wire: SMTP as a client speaks it (RFC 5321), one command at a time, over a socket on which no
 * wait outlives its limit. A reply is a value; when the wire breaks, a {@link
 * mxping.smtp.WireException} says how. What a reply means for a mail host is not decided here.
 *
 * <p>Also RFC 2034 and 3463 (enhanced codes), RFC 1869 as in RFC 5321 2.2 (capabilities), RFC 3207
 * (STARTTLS), RFC 8314 3.3 (implicit TLS), RFC 9525 (names in certificates), RFC 4954 (AUTH).
 */
@NullMarked
package mxping.smtp;

import org.jspecify.annotations.NullMarked;
