package io.visavis.media.sdp;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * Which ICE candidates of a peer get through to native code. Only addresses do: a name would be
 * looked up for whoever sends it, and a browser's {@code .local} names mean nothing here. The peer
 * is found without them, as it knocks itself.
 */
final class CandidateLine {
  // No percent sign, as in SdpOffer.
  // foundation component transport priority address port "typ" type …
  private static final Pattern LINE =
      Pattern.compile(
          "candidate:[A-Za-z0-9+/]{1,32} [12] (?i:udp|tcp) [0-9]{1,10} [0-9A-Fa-f.:]{2,45}"
              + " [0-9]{1,5} typ (host|srflx|prflx|relay)( [\\x21-\\x24\\x26-\\x7e]{1,255}){0,32}");
  private static final Pattern DOTTED = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private CandidateLine() {}

  /** Whether {@code candidate:…} can be used. */
  static boolean usable(String candidate) {
    if (!LINE.matcher(candidate).matches()) {
      return false;
    }
    String[] w = candidate.split(" ", -1);
    int port = Integer.parseInt(w[5]);
    return Long.parseLong(w[3]) <= 0xffff_ffffL && port > 0 && port <= 65_535 && reachable(w[4]);
  }

  private static boolean reachable(String address) {
    if (address.indexOf(':') < 0 && !DOTTED.matcher(address).matches()) {
      return false;
    }
    try {
      InetAddress a = InetAddress.ofLiteral(address);
      return !a.isAnyLocalAddress() && !a.isMulticastAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
