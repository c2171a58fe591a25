package io.visavis.server.whip;

import io.visavis.media.webrtc.IceSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A coturn of this test's own, on an address of this machine, with one user. */
final class Coturn implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/turnserver");
  private static final int LOWEST_RELAY = 50_200;
  private static final int HIGHEST_RELAY = 50_300;

  private final String address;
  private final int port;
  private final Path home;
  private final Process process;

  static boolean isThere() {
    return Files.isExecutable(PROGRAM);
  }

  Coturn() throws Exception {
    address =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
            .map(InetAddress::getHostAddress)
            .findFirst()
            .orElseThrow();
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.ofLiteral(address))) {
      port = free.getLocalPort();
    }
    home = Files.createTempDirectory("coturn");
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-n",
                "--listening-ip=" + address,
                "--relay-ip=" + address,
                "--listening-port=" + port,
                "--min-port=" + LOWEST_RELAY,
                "--max-port=" + HIGHEST_RELAY,
                "--lt-cred-mech",
                "--realm=test",
                "--user=anna:secret",
                "--no-tls",
                "--no-dtls",
                "--no-cli",
                "--log-file=" + home.resolve("log"),
                "--simple-log",
                "--pidfile=" + home.resolve("pid"),
                "--userdb=" + home.resolve("users"))
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("out").toFile())
            .start();
    awaitPort();
  }

  /** What clients are told of. */
  IceSettings.Server server() {
    return new IceSettings.Server(
        "turn:" + address + ":" + port + "?transport=udp", "anna", "secret");
  }

  /** A path to the server of that answer that only datagrams of this relay get through. */
  LossyPath onlyPath(String answer) throws IOException {
    return new LossyPath(
        answer,
        false,
        0,
        0,
        client -> client.getPort() >= LOWEST_RELAY && client.getPort() <= HIGHEST_RELAY,
        4);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    try (var files = Files.list(home)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(home);
  }

  private void awaitPort() throws Exception {
    for (int i = 0; i < 100; i++) {
      if (taken()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException(
        "coturn does not start: " + Files.readString(home.resolve("out")));
  }

  private boolean taken() throws IOException {
    try (DatagramSocket probe = new DatagramSocket(port, InetAddress.ofLiteral(address))) {
      return probe.isClosed();
    } catch (BindException e) {
      return true;
    }
  }
}
