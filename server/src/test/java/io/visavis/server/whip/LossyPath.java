package io.visavis.server.whip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * The network between clients and one UDP candidate of the server, the way a NAT stands between
 * them: each client has a port of its own here, and neither side learns the other's address. Loses
 * datagrams, keeps them for a while, which reorders them, and can be cut. Threads of its own.
 */
final class LossyPath implements AutoCloseable {
  private static final int LARGEST = 2_048; // beyond an Ethernet frame

  private final InetSocketAddress server;
  private final double loss;
  private final int mostMillis;
  private final Predicate<InetSocketAddress> lets;
  private final Random random;
  private final DatagramSocket front;
  private final Map<SocketAddress, DatagramSocket> backs = new ConcurrentHashMap<>();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final LongAdder passed = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private volatile boolean cut;

  /**
   * A path to the first usable UDP candidate of an answer.
   *
   * @param answer the server's
   * @param ipv6 whether to take a candidate of IPv6
   * @param loss share of datagrams that are lost, either way
   * @param mostMillis longest time that one is kept
   * @param lets clients that get through
   */
  LossyPath(
      String answer,
      boolean ipv6,
      double loss,
      int mostMillis,
      Predicate<InetSocketAddress> lets,
      long seed)
      throws IOException {
    String[] words =
        answer
            .lines()
            .filter(l -> l.startsWith("a=candidate:") && l.contains(" udp "))
            .map(l -> l.split(" ", -1))
            .filter(w -> w[4].contains(":") == ipv6)
            .findFirst()
            .orElseThrow();
    server = new InetSocketAddress(InetAddress.ofLiteral(words[4]), Integer.parseInt(words[5]));
    this.loss = loss;
    this.mostMillis = mostMillis;
    this.lets = lets;
    random = new Random(seed);
    front = new DatagramSocket(0, server.getAddress());
    Thread.ofPlatform().daemon().start(() -> pump(front, this::fromClient));
  }

  /** The answer with this path as the only candidate. */
  String through(String answer) {
    StringBuilder out = new StringBuilder();
    for (String line : answer.lines().toList()) {
      if (!line.startsWith("a=candidate:")) {
        out.append(line).append("\r\n");
      }
      if (line.startsWith("a=mid:0")) {
        out.append("a=candidate:1 1 udp 2122260223 ")
            .append(server.getAddress().getHostAddress())
            .append(' ')
            .append(front.getLocalPort())
            .append(" typ host\r\n");
      }
    }
    return out.toString();
  }

  /** An offer that says nothing of where its client is. */
  static String hidden(String offer) {
    return offer.replaceAll("a=candidate:.*\r\n", "");
  }

  /** Nothing passes any more. */
  void cut() {
    cut = true;
  }

  /** Datagrams that got through. */
  long passed() {
    return passed.sum();
  }

  /** Datagrams that were lost on purpose. */
  long lost() {
    return lost.sum();
  }

  @Override
  public void close() {
    cut = true;
    front.close();
    backs.values().forEach(DatagramSocket::close);
    later.shutdown();
  }

  private void fromClient(DatagramPacket packet) throws IOException {
    InetSocketAddress client = (InetSocketAddress) packet.getSocketAddress();
    if (!lets.test(client)) {
      return;
    }
    DatagramSocket back = backs.get(client);
    if (back == null) {
      back = new DatagramSocket(0, server.getAddress());
      backs.put(client, back);
      DatagramSocket own = back;
      Thread.ofPlatform().daemon().start(() -> pump(own, p -> send(front, p, client)));
    }
    send(back, packet, server);
  }

  private void send(DatagramSocket socket, DatagramPacket packet, SocketAddress to) {
    double dice;
    long millis;
    synchronized (random) {
      dice = random.nextDouble();
      millis = mostMillis == 0 ? 0 : random.nextInt(mostMillis);
    }
    if (cut) {
      return;
    }
    if (dice < loss) {
      lost.increment();
      return;
    }
    byte[] copy = Arrays.copyOf(packet.getData(), packet.getLength());
    passed.increment();
    if (!later.isShutdown()) {
      var _ = later.schedule(() -> deliver(socket, copy, to), millis, TimeUnit.MILLISECONDS);
    }
  }

  private static void deliver(DatagramSocket socket, byte[] datagram, SocketAddress to) {
    try {
      socket.send(new DatagramPacket(datagram, datagram.length, to));
    } catch (IOException e) {
      // The path is closed, or the other side is gone: a datagram more that is lost.
    }
  }

  private static void pump(DatagramSocket socket, Taker taker) {
    byte[] buffer = new byte[LARGEST];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        taker.take(packet);
      } catch (IOException e) {
        // Closed, or told that the other side is gone (ICMP); the loop's head knows which.
      }
    }
  }

  private interface Taker {
    void take(DatagramPacket packet) throws IOException;
  }
}
