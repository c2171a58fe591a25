package io.visavis.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.server.testing.FakeClock;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RequestRateTest {
  private final FakeClock clock = new FakeClock();
  private final RequestRate rate = new RequestRate(clock, 10, 3);

  @Test
  void shouldAllowABurstAndThenTheRate() throws Exception {
    InetAddress ann = InetAddress.getByName("192.0.2.1");
    for (int i = 0; i < 3; i++) {
      assertThat(rate.take(ann)).isZero();
    }
    assertThat(rate.take(ann)).isEqualTo(Duration.ofMillis(100));
    assertThat(rate.take(InetAddress.getByName("192.0.2.2"))).as("somebody else").isZero();
    clock.advance(Duration.ofMillis(100));
    assertThat(rate.take(ann)).isZero();
    assertThat(rate.take(ann)).isEqualTo(Duration.ofMillis(100));
    clock.advance(Duration.ofHours(1));
    int burst = 0;
    while (rate.take(ann).isZero()) {
      burst++;
    }
    assertThat(burst).as("silence earns no more than a burst").isEqualTo(3);
  }

  @Test
  void shouldRememberAManageableNumberOfClients() throws Exception {
    byte[] address = new byte[4];
    for (int i = 0; i < 50_000; i++) {
      address[1] = (byte) (i >> 16);
      address[2] = (byte) (i >> 8);
      address[3] = (byte) i;
      rate.take(InetAddress.getByAddress(address));
    }
    assertThat(rate.clients()).isLessThanOrEqualTo(20_000);
  }

  @Test
  void shouldCountTheNetworkOfAnIpv6Client() throws Exception {
    assertThat(ClientAddresses.key(InetAddress.getByName("2001:db8:1:2:3::4")))
        .isEqualTo(ClientAddresses.key(InetAddress.getByName("2001:db8:1:2:ffff::9")))
        .isNotEqualTo(ClientAddresses.key(InetAddress.getByName("2001:db8:1:3:3::4")));
  }
}
