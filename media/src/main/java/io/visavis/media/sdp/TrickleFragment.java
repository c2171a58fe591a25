package io.visavis.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An {@code application/trickle-ice-sdpfrag} body (RFC 8840): candidates that came up after the
 * offer, or the credentials of an ICE restart.
 *
 * @param ice credentials, where the fragment states them
 * @param candidates those that can be used; the others are left out silently, as WHIP asks for
 */
public record TrickleFragment(@Nullable IceCredentials ice, List<Candidate> candidates) {
  /** Longest fragment taken, in characters. */
  public static final int MAX_LENGTH = 16_384;

  private static final int MAX_CANDIDATES = 32;

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/]{4,256}");

  /** Copies the list. */
  public TrickleFragment {
    candidates = List.copyOf(candidates);
  }

  /**
   * One candidate of the peer.
   *
   * @param mid of the section that it belongs to; empty where the fragment names none
   * @param line {@code candidate:…}
   */
  public record Candidate(String mid, String line) {}

  /**
   * Reads a fragment.
   *
   * @throws BadSdpException if it is no fragment at all
   */
  public static TrickleFragment parse(String text) throws BadSdpException {
    if (text.length() > MAX_LENGTH) {
      throw new BadSdpException(
          "The fragment has "
              + text.length()
              + " characters; at most "
              + MAX_LENGTH
              + " are taken.");
    }
    String ufrag = null;
    String pwd = null;
    String mid = "";
    boolean any = false;
    List<Candidate> candidates = new ArrayList<>();
    for (String raw : text.split("\n", -1)) {
      String line = raw.strip();
      if (line.startsWith("a=ice-ufrag:")) {
        ufrag = line.substring("a=ice-ufrag:".length());
      } else if (line.startsWith("a=ice-pwd:")) {
        pwd = line.substring("a=ice-pwd:".length());
      } else if (line.startsWith("a=mid:")) {
        mid = line.substring("a=mid:".length());
      } else if (line.startsWith("a=candidate:")) {
        String c = line.substring(2);
        boolean named = mid.isEmpty() || SdpOffer.MID.matcher(mid).matches();
        if (candidates.size() < MAX_CANDIDATES && named && CandidateLine.usable(c)) {
          candidates.add(new Candidate(mid, c));
        }
      } else if (!line.startsWith("a=") && !line.startsWith("m=") && !line.isEmpty()) {
        throw new BadSdpException(
            "The body is not a trickle-ice-sdpfrag; its lines begin with a= or m=.");
      }
      any |= line.startsWith("a=");
    }
    if (!any) {
      throw new BadSdpException("The trickle-ice-sdpfrag has no a= line; it needs a=candidate.");
    }
    return new TrickleFragment(credentials(ufrag, pwd), candidates);
  }

  private static @Nullable IceCredentials credentials(@Nullable String ufrag, @Nullable String pwd)
      throws BadSdpException {
    if (ufrag == null || pwd == null) {
      return null;
    }
    if (!TOKEN.matcher(ufrag).matches() || !TOKEN.matcher(pwd).matches() || pwd.length() < 22) {
      throw new BadSdpException(
          "The fragment's a=ice-ufrag or a=ice-pwd is not valid (4 and 22 characters at least).");
    }
    return new IceCredentials(ufrag, pwd);
  }
}
