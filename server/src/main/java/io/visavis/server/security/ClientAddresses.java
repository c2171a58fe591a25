package io.visavis.server.security;

import com.linecorp.armeria.common.util.InetAddressPredicates;
import com.linecorp.armeria.server.ClientAddressSource;
import com.linecorp.armeria.server.ProxiedAddresses;
import com.linecorp.armeria.server.ServerBuilder;
import io.netty.util.NetUtil;
import io.visavis.server.config.ConfigException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whom a request is from. Behind trusted proxies that is the last address of X-Forwarded-For which
 * is not theirs: what stands before it was written by the client, who may write anything. Any
 * thread.
 */
final class ClientAddresses {
  /** An IPv6 client owns all addresses of its network: 64 of 128 bits. */
  private static final int NETWORK_BYTES = 8;

  private final List<Predicate<InetAddress>> proxies = new ArrayList<>();

  /**
   * Addresses.
   *
   * @param trusted proxies, as addresses or CIDR blocks
   */
  ClientAddresses(List<String> trusted) {
    for (String proxy : trusted) {
      proxies.add(predicate(proxy));
    }
  }

  private static Predicate<InetAddress> predicate(String proxy) {
    String[] parts = proxy.split("/", -1);
    boolean address = NetUtil.isValidIpV4Address(parts[0]) || NetUtil.isValidIpV6Address(parts[0]);
    boolean block = parts.length == 2 && parts[1].matches("\\d{1,3}");
    if (address && (parts.length == 1 || block)) {
      try {
        return block ? InetAddressPredicates.ofCidr(proxy) : InetAddressPredicates.ofExact(proxy);
      } catch (IllegalArgumentException e) {
        // Said below.
      }
    }
    throw new ConfigException(
        "The key limits.clients.trusted-proxies has '%s'; an address such as 10.0.0.7 or a block such as 10.0.0.0/8 would be right."
            .formatted(proxy));
  }

  /** Has the server tell requests' clients by these rules. */
  void bind(ServerBuilder server) {
    server.clientAddressSources(ClientAddressSource.ofHeader("x-forwarded-for"));
    server.clientAddressTrustedProxyFilter(this::isProxy);
    server.clientAddressMapper(this::client);
  }

  /** Whether that is a trusted proxy. */
  boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(p -> p.test(address));
  }

  private InetSocketAddress client(ProxiedAddresses chain) {
    List<InetSocketAddress> hops = new ArrayList<>();
    hops.add(chain.sourceAddress());
    hops.addAll(chain.destinationAddresses());
    for (InetSocketAddress hop : hops.reversed()) {
      if (hop.getAddress() != null && !isProxy(hop.getAddress())) {
        return hop;
      }
    }
    return chain.sourceAddress();
  }

  /** What stands for a client in a count: its address, or its network where that is IPv6. */
  static InetAddress key(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] network = address.getAddress();
    Arrays.fill(network, NETWORK_BYTES, network.length, (byte) 0);
    try {
      return InetAddress.getByAddress(network);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // only for another length
    }
  }
}
