package io.visavis.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.server.config.ConfigException;
import io.visavis.server.testing.House;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reaches a server, and that it says so. */
final class ServeAccessTest {
  @Test
  void shouldServeThisMachineOnlyWithoutAKeyAndSaySo() throws Exception {
    try (House house = new House("", Map.of())) {
      assertThat(said(house)).contains("only this machine reaches it", "VISAVIS_API_KEY");
      Optional<InetAddress> network =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
              .findFirst();
      network.ifPresent(
          address ->
              assertThatThrownBy(() -> connect(address, house.server().port()))
                  .isInstanceOf(ConnectException.class));
    }
  }

  @Test
  void shouldSayThatTheKeyIsNeeded() {
    try (House house =
        new House("visavis.listen.host = 0.0.0.0", Map.of("VISAVIS_API_KEY", "sesame"))) {
      assertThat(said(house))
          .contains("needs the API key")
          .doesNotContain("only this machine")
          .doesNotContain("sesame");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void shouldNotListenToANetworkWithoutAKey(String host) {
    String hocon = "visavis.listen.host = \"%s\"".formatted(host);
    assertThatThrownBy(() -> new House(hocon, Map.of()).close())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(host)
        .hasMessageContaining("VISAVIS_API_KEY")
        .hasMessageContaining("security.open");
    new House(hocon + "\nvisavis.security.open = true", Map.of()).close();
    new House(hocon, Map.of("VISAVIS_TOKEN_SECRET", "t".repeat(32))).close();
  }

  @Test
  void shouldSayInItsHelpWhoIsServed() {
    StringWriter out = new StringWriter();
    int exit = Main.run(new PrintWriter(out), new PrintWriter(out), "serve", "--help");
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("this machine only").contains("VISAVIS_API_KEY");
  }

  private static void connect(InetAddress address, int port) throws IOException {
    new Socket(address, port).close();
  }

  private static String said(House house) {
    StringWriter out = new StringWriter();
    new ServerRun(new PrintWriter(out, true)).say(house.server(), house.config(), false);
    return out.toString();
  }
}
