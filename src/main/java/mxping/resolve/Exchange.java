package mxping.resolve;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * One question to one server: over UDP with EDNS, over TCP where the answer was cut short (RFC 7766
 * 5), again without EDNS where the server does not know that (RFC 6891 7).
 *
 * <p>Each query has a socket of its own, connected, on a port the kernel picks at random, and a
 * random id. A datagram that does not answer it is passed over (RFC 5452 9.1): a forger's must not
 * end the wait for the true one. Blocks, no longer than until the deadline, whatever the server
 * drips.
 */
final class Exchange {
  /** Fits every path without fragments (RFC 9715 3.1). */
  private static final int UDP_OCTETS = 1232;

  private static final int MAX_OCTETS = 65535;

  private final InetSocketAddress server;
  private final Record question;
  private final Deadline deadline;

  Exchange(InetSocketAddress server, Record question, Deadline deadline) {
    this.server = server;
    this.question = question;
    this.deadline = deadline;
  }

  /**
   * The server's answer to the question, whatever its rcode.
   *
   * @throws SocketTimeoutException where none came
   * @throws BadAnswerException where what came was none, or was cut short and TCP failed
   * @throws IOException where the server could not be reached
   * @throws UncheckedIOException where this machine has no socket left
   */
  Message answer() throws IOException {
    var query = Message.newQuery(question);
    query.addRecord(new OPTRecord(UDP_OCTETS, 0, 0, 0), Section.ADDITIONAL);
    var answer = answer(query);
    var rcode = answer.getRcode();
    var knowsNoEdns = rcode == Rcode.FORMERR || rcode == Rcode.NOTIMP;
    return knowsNoEdns && answer.getOPT() == null ? answer(Message.newQuery(question)) : answer;
  }

  private Message answer(Message query) throws IOException {
    var answer = overUdp(query);
    return answer.getHeader().getFlag(Flags.TC) ? overTcp(query) : answer;
  }

  private Message overUdp(Message query) throws IOException {
    try (var socket = open()) {
      socket.connect(server);
      var octets = query.toWire();
      socket.send(new DatagramPacket(octets, octets.length));
      return received(socket, query);
    }
  }

  private static DatagramSocket open() {
    try {
      return new DatagramSocket();
    } catch (SocketException e) {
      throw new UncheckedIOException("no socket to ask the DNS with", e);
    }
  }

  private Message received(DatagramSocket socket, Message query) throws IOException {
    var packet = new DatagramPacket(new byte[MAX_OCTETS], MAX_OCTETS);
    var oddity = "";
    while (true) {
      try {
        packet.setLength(MAX_OCTETS);
        socket.setSoTimeout(deadline.leftMillis());
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        throw oddity.isEmpty() ? e : new BadAnswerException(oddity);
      }
      var octets = Arrays.copyOf(packet.getData(), packet.getLength());
      if (octets.length < 2 || id(octets) != query.getHeader().getID()) {
        oddity = "an answer to no query of ours";
        continue;
      }
      var answer = read(octets);
      if (answers(answer, query)) {
        return answer;
      }
      oddity = "an answer to another question";
    }
  }

  private static int id(byte[] octets) {
    return Short.toUnsignedInt(ByteBuffer.wrap(octets).getShort());
  }

  private Message overTcp(Message query) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(server, deadline.leftMillis());
      socket.setTcpNoDelay(true);
      var octets = query.toWire();
      var framed = ByteBuffer.allocate(2 + octets.length).putShort((short) octets.length);
      socket.getOutputStream().write(framed.put(octets).array());
      var answer = read(framed(socket));
      if (!answers(answer, query) || answer.getHeader().getFlag(Flags.TC)) {
        throw new BadAnswerException("another question's, or cut short again");
      }
      return answer;
    } catch (SocketTimeoutException e) {
      throw new BadAnswerException("an answer cut short, and none over TCP");
    } catch (EOFException e) {
      throw new BadAnswerException("an answer cut short, and TCP closed without one");
    } catch (IOException e) {
      throw new BadAnswerException("an answer cut short, and over TCP: " + e.getMessage());
    }
  }

  private byte[] framed(Socket socket) throws IOException {
    var in = new DataInputStream(new Timed(socket));
    var octets = new byte[in.readUnsignedShort()];
    in.readFully(octets);
    return octets;
  }

  private static Message read(byte[] octets) throws IOException {
    try {
      return new Message(octets);
    } catch (IOException | RuntimeException e) {
      // RuntimeException too: the octets are anyone's, and dnsjava has a parser per record type
      throw new BadAnswerException("octets that are no DNS message");
    }
  }

  /** A server that refuses a query may leave the question out. */
  private static boolean answers(Message answer, Message query) {
    if (!answer.getHeader().getFlag(Flags.QR)
        || answer.getHeader().getID() != query.getHeader().getID()) {
      return false;
    }
    var echoed = answer.getQuestion();
    return echoed == null
        ? answer.getRcode() != Rcode.NOERROR && answer.getRcode() != Rcode.NXDOMAIN
        : echoed.equals(query.getQuestion());
  }

  /** The socket's octets, each raw read no later than the deadline. */
  private final class Timed extends InputStream {
    private final Socket socket;

    Timed(Socket socket) {
      this.socket = socket;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      socket.setSoTimeout(deadline.leftMillis());
      return socket.getInputStream().read(octets, offset, length);
    }
  }
}
