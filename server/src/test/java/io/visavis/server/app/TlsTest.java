package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.client.grpc.GrpcClients;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.TlsKeyPair;
import io.visavis.proto.v1.ConversationsGrpc.ConversationsBlockingStub;
import io.visavis.proto.v1.CreateRequest;
import io.visavis.proto.v1.ParticipantSpec;
import io.visavis.server.config.ConfigException;
import io.visavis.server.testing.House;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one port with TLS. */
final class TlsTest {
  private static final int ALERT = 0x15;
  private static final int PROTOCOL_VERSION = 70;

  @TempDir private Path folder;

  @Test
  void shouldServeRestAndGrpcWithACertificateOfItsOwn() throws Exception {
    TlsKeyPair pair = TlsKeyPair.ofSelfSigned("localhost");
    try (House house = new House(files(certificate(pair), key(pair)), Map.of());
        ClientFactory trusting =
            ClientFactory.builder()
                .tlsCustomizer(tls -> tls.trustManager(pair.certificateChain()))
                .build()) {
      assertServed(house, trusting);
    }
  }

  @Test
  void shouldServeWithACertificateThatItMakes() {
    try (House house = new House("visavis.tls.self-signed = true", Map.of());
        ClientFactory trusting = ClientFactory.insecure()) {
      assertServed(house, trusting);
    }
  }

  private static void assertServed(House house, ClientFactory trusting) {
    String at = "https://localhost:" + house.server().port();
    AggregatedHttpResponse info =
        WebClient.builder(at).factory(trusting).build().blocking().get("/v1/info");
    assertThat(info.status().code()).isEqualTo(200);
    ConversationsBlockingStub stub =
        GrpcClients.builder("gproto+" + at + "/")
            .factory(trusting)
            .build(ConversationsBlockingStub.class);
    CreateRequest ann =
        CreateRequest.newBuilder()
            .addParticipants(ParticipantSpec.newBuilder().setId("ann"))
            .build();
    assertThat(stub.create(ann).getNodeUrl()).isEqualTo(at);
  }

  /** 3.1 is TLS 1.0, 3.2 is TLS 1.1 (RFC 8996 retires both); 3.3 is TLS 1.2. */
  @ParameterizedTest
  @CsvSource({"1, false", "2, false", "3, true"})
  void shouldSpeakNoOldTls(int minor, boolean spoken) throws Exception {
    try (House house = new House("visavis.tls.self-signed = true", Map.of());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.server().port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(clientHello(minor));
      InputStream in = socket.getInputStream();
      byte[] answer = in.readNBytes(7);
      assertThat(answer).hasSize(7);
      if (spoken) {
        assertThat(answer[0]).as("a server hello").isEqualTo((byte) 0x16);
      } else {
        assertThat(answer[0]).isEqualTo((byte) ALERT);
        assertThat(answer[6]).isEqualTo((byte) PROTOCOL_VERSION);
      }
    }
  }

  @Test
  void shouldNotAnswerPlainHttp() throws Exception {
    try (House house = new House("visavis.tls.self-signed = true", Map.of());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.server().port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              "GET /v1/info HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(4);
      assertThat(answer).isNotEqualTo("HTTP".getBytes(StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "junk", "swapped", "another"})
  void shouldSayWhichFileIsWrong(String how) throws Exception {
    TlsKeyPair pair = TlsKeyPair.ofSelfSigned("localhost");
    Path certificate = certificate(pair);
    Path key =
        switch (how) {
          case "missing" -> folder.resolve("none.pem");
          case "junk" -> Files.writeString(folder.resolve("junk.pem"), "no PEM at all");
          case "swapped" -> certificate;
          default -> key(TlsKeyPair.ofSelfSigned("localhost"));
        };
    assertThatThrownBy(() -> new House(files(certificate, key), Map.of()).close())
        .isInstanceOf(ConfigException.class)
        .message()
        .contains(certificate.toString(), key.toString())
        .endsWith(".")
        .doesNotContain("\n");
  }

  private static String files(Path certificate, Path key) {
    return "visavis.tls { certificate-file = \"%s\", key-file = \"%s\" }"
        .formatted(certificate, key);
  }

  private Path certificate(TlsKeyPair pair) throws Exception {
    return pem("CERTIFICATE", pair.certificateChain().getFirst().getEncoded());
  }

  private Path key(TlsKeyPair pair) throws Exception {
    return pem("PRIVATE KEY", pair.privateKey().getEncoded());
  }

  private Path pem(String what, byte[] der) throws Exception {
    return Files.writeString(
        Files.createTempFile(folder, "tls", ".pem"),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(der), what));
  }

  /** A hello of a client that knows nothing newer (RFC 5246, 7.4.1.2). */
  private static byte[] clientHello(int minor) {
    byte[] extensions = {
      0, 10, 0, 4, 0, 2, 0, 23, // groups: P-256
      0, 11, 0, 2, 1, 0, // points uncompressed
      0, 13, 0, 6, 0, 4, 4, 1, 4, 3, // signatures: RSA and ECDSA with SHA-256
    };
    byte[] suites = {
      (byte) 0xc0, 0x2f, (byte) 0xc0, 0x2b, (byte) 0xc0, 0x14, (byte) 0xc0, 0x0a, 0, 0x2f
    };
    int body = 2 + 32 + 1 + 2 + suites.length + 2 + 2 + extensions.length;
    ByteBuffer hello = ByteBuffer.allocate(5 + 4 + body);
    hello.put((byte) 0x16).put((byte) 3).put((byte) 1).putShort((short) (4 + body));
    hello.put((byte) 1).put((byte) 0).putShort((short) body);
    hello.put((byte) 3).put((byte) minor).put(new byte[32]).put((byte) 0);
    hello.putShort((short) suites.length).put(suites).put((byte) 1).put((byte) 0);
    hello.putShort((short) extensions.length).put(extensions);
    return hello.array();
  }
}
