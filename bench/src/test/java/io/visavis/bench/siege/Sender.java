package io.visavis.bench.siege;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends what no client library would, and reads what comes back. Any thread. */
final class Sender implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  /** A request that is not whole is left alone after that. */
  private static final int HANG_UP_MILLIS = 2_000;

  /** What gRPC says of bytes that are no message, with the code of an error of its own. */
  private static final String NO_MESSAGE = "Invalid protobuf byte sequence";

  /** What gRPC's codes are in HTTP: one of 16 and those beyond are none. */
  private static final List<Integer> HTTP =
      List.of(200, 499, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401);

  private final int port;
  private final ClientFactory factory = ClientFactory.builder().build();
  private final WebClient one;
  private final WebClient two;

  Sender(int port) {
    this.port = port;
    one = client("h1c");
    two = client("h2c");
  }

  private WebClient client(String protocol) {
    return WebClient.builder(protocol + "://127.0.0.1:" + port)
        .factory(factory)
        .responseTimeout(Duration.ofMillis(PATIENCE_MILLIS))
        .build();
  }

  /** A request over HTTP/1.1. */
  AggregatedHttpResponse http(String method, String path, String token, String type, String body) {
    RequestHeadersBuilder headers = RequestHeaders.builder(HttpMethod.valueOf(method), path);
    if (!type.isEmpty()) {
      headers.add(HttpHeaderNames.CONTENT_TYPE, type);
    }
    authorize(headers, token);
    return answered(one.execute(HttpRequest.of(headers.build(), HttpData.ofUtf8(body))));
  }

  /** Messages of one gRPC call, each as it is; says how it ended, as HTTP's status. */
  int grpc(String method, String token, List<ByteString> messages) {
    RequestHeadersBuilder headers =
        RequestHeaders.builder(HttpMethod.POST, "/visavis.v1.Conversations/" + method)
            .add(HttpHeaderNames.CONTENT_TYPE, "application/grpc")
            .add(HttpHeaderNames.TE, "trailers");
    authorize(headers, token);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (ByteString message : messages) {
      body.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(message.size()).array());
      body.writeBytes(message.toByteArray());
    }
    AggregatedHttpResponse r =
        answered(two.execute(HttpRequest.of(headers.build(), HttpData.wrap(body.toByteArray()))));
    @Nullable String status = r.trailers().get("grpc-status");
    status = status == null ? r.headers().get("grpc-status") : status;
    if (status == null) {
      return r.status().code() == 200 ? 0 : r.status().code();
    }
    @Nullable String sentence = r.trailers().get("grpc-message");
    sentence = sentence == null ? r.headers().get("grpc-message", "") : sentence;
    if (sentence.contains(NO_MESSAGE)) {
      return 400;
    }
    return HTTP.get(Math.clamp(Integer.parseInt(status), 0, HTTP.size() - 1));
  }

  private static void authorize(RequestHeadersBuilder headers, String token) {
    if (!token.isEmpty()) {
      headers.add(HttpHeaderNames.AUTHORIZATION, "Bearer " + token);
    }
  }

  private static AggregatedHttpResponse answered(HttpResponse response) {
    try {
      return response.aggregate().join();
    } catch (java.util.concurrent.CompletionException closed) {
      return AggregatedHttpResponse.of(499);
    }
  }

  /** Bytes as they are; the status of the answer, 0 where there was none. */
  int raw(byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(HANG_UP_MILLIS);
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      return status(socket.getInputStream());
    } catch (SocketException | SocketTimeoutException gone) {
      return 0;
    }
  }

  private static int status(InputStream in) throws IOException {
    String line = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
    return line.matches("HTTP/1\\.[01] \\d{3}") ? Integer.parseInt(line.substring(9)) : 0;
  }

  @Override
  public void close() {
    factory.close();
  }
}
