package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.server.testing.House;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that are none: they cost the server nothing, least of all the threads that answer. */
@Timeout(60)
final class BrokenRequestsTest {
  private static final String PATH = "/v1/conversations/none";

  /** More of each than there are threads that answer. */
  private static final int TIMES = 12;

  private static final List<String> BROKEN =
      List.of(
          "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003",
          "GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(60_000) + "\r\n\r\n",
          "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n{}",
          "POST "
              + PATH
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
          "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{",
          "POST /v1/conversations HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n"
              + " ".repeat(3_000_000),
          "PATCH "
              + PATH
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 90000\r\n\r\n"
              + " ".repeat(90_000),
          "POST /whip/none/none HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sdp\r\n"
              + "Authorization: Bearer x\r\nContent-Length: 300000\r\n\r\n"
              + " ".repeat(300_000),
          "GET /../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
          "GET  HTTP/1.1\r\n\r\n",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\u0004\u0008\0\0\0\0\0\0\0\0\0");

  @Test
  void shouldAnswerOthersAfterAnyNumberOfThem() throws Exception {
    try (House house = new House("", Map.of())) {
      for (String broken : BROKEN) {
        for (int i = 0; i < TIMES; i++) {
          send(house.server().port(), broken.getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThat(house.send("GET", "/v1/info", "", "").statusCode())
            .as(broken.lines().findFirst().orElseThrow())
            .isEqualTo(200);
      }
    }
  }

  /** Sends it and says that nothing comes after it; reads what there is, if anything. */
  private static void send(int port, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      socket.setSoTimeout(300);
      InputStream in = socket.getInputStream();
      in.readNBytes(12);
    } catch (SocketException | java.net.SocketTimeoutException gone) {
      // Nothing is owed to it.
    }
  }
}
