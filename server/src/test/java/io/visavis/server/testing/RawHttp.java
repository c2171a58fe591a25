package io.visavis.server.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP as it is typed: what no client library would send. */
public final class RawHttp {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

  private RawHttp() {}

  /** Sends a request without a body, and reads the answer. */
  public static String exchange(int port, String requestLine, String... headers)
      throws IOException {
    return send(port, requestLine, "", headers);
  }

  /** Sends a request with a body, whose length is stated, and reads the answer. */
  public static String send(int port, String requestLine, String body, String... headers)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      StringBuilder text = new StringBuilder(requestLine).append(" HTTP/1.1\r\n");
      for (String header : headers) {
        text.append(header).append("\r\n");
      }
      text.append("Connection: close\r\nContent-Length: ").append(body.length());
      text.append("\r\n\r\n").append(body);
      socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
      return answer(socket.getInputStream());
    }
  }

  /** Reads one answer: its head, and its body where the length is stated; empty at the end. */
  public static String answer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        return "";
      }
      head.append((char) c);
    }
    Matcher length = LENGTH.matcher(head);
    int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return head + new String(in.readNBytes(body), StandardCharsets.UTF_8);
  }

  /** The status of such an answer. */
  public static int status(String answer) {
    return Integer.parseInt(answer.substring(9, 12));
  }
}
