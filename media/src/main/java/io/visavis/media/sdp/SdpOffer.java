package io.visavis.media.sdp;

import io.visavis.media.sdp.SdpMedia.Direction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An offer that has been checked: native code gets to see nothing that has not passed here. The
 * check is for what a WebRTC offer must have (RFC 8829, RFC 8866), not for all of SDP's grammar.
 */
public final class SdpOffer {
  /** Longest description taken, in characters. A browser's is 2,000 to 12,000. */
  public static final int MAX_LENGTH = 65_536;

  private static final int MAX_LINE = 4_096;
  private static final int MAX_LINES = 2_000;
  private static final int MAX_SECTIONS = 8;

  /** A browser on a machine with many networks sends about 20 for each section. */
  private static final int MAX_CANDIDATES = 64;

  // No percent sign: webrtc-java prints what it cannot parse by it as a format.
  private static final Pattern LINE = Pattern.compile("[a-z]=[\\x20-\\x24\\x26-\\x7e]*");
  private static final Pattern ICE_UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
  private static final Pattern ICE_PWD = Pattern.compile("[A-Za-z0-9+/]{22,256}");
  private static final Pattern FINGERPRINT =
      Pattern.compile("(?i:sha-(1|224|256|384|512)) [0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){15,63}");
  static final Pattern MID = Pattern.compile("[A-Za-z0-9!#$&'*+.^_`{|}~-]{1,16}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
  private static final Pattern PAYLOAD = Pattern.compile("[0-9]{1,3}");

  private final List<String> lines;
  private final List<SdpMedia> media;
  private final IceCredentials ice;

  private SdpOffer(List<String> lines, List<SdpMedia> media, IceCredentials ice) {
    this.lines = List.copyOf(lines);
    this.media = List.copyOf(media);
    this.ice = ice;
  }

  /**
   * Reads and checks an offer.
   *
   * @param text as it came, with CRLF or LF
   * @throws BadSdpException with one sentence on the first fault
   */
  public static SdpOffer parse(String text) throws BadSdpException {
    List<String> lines = split(text);
    List<SdpMedia> media = new ArrayList<>();
    Section session = new Section("the session part");
    Section current = session;
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("m=")) {
        if (sections.size() == MAX_SECTIONS) {
          throw new BadSdpException(
              "The offer has more than "
                  + MAX_SECTIONS
                  + " m= sections; one audio and one video do.");
        }
        current = new Section("the m= section of line " + (i + 1));
        current.mLine = line;
        sections.add(current);
      } else if (line.startsWith("a=")) {
        current.attribute(line.substring(2));
      }
    }
    if (sections.isEmpty()) {
      throw new BadSdpException("The offer has no m= section; it needs an audio or a video one.");
    }
    IceCredentials ice = null;
    Set<String> mids = new HashSet<>();
    for (Section s : sections) {
      SdpMedia m = s.media();
      if (!mids.add(m.mid())) {
        throw new BadSdpException("The offer uses a=mid:" + m.mid() + " twice; mids are unique.");
      }
      if (m.on()) {
        IceCredentials own = s.ice(session);
        s.checkFingerprint(session);
        ice = ice == null ? own : ice;
      }
      media.add(m);
    }
    if (ice == null) {
      throw new BadSdpException("Every m= section of the offer is switched off by port 0.");
    }
    return new SdpOffer(withUsableCandidates(lines), media, ice);
  }

  /** Leaves out silently what cannot be used, and what is too much, as WHIP asks for. */
  private static List<String> withUsableCandidates(List<String> lines) {
    List<String> out = new ArrayList<>(lines.size());
    int candidates = 0;
    for (String line : lines) {
      if (!line.startsWith("a=candidate:")) {
        out.add(line);
      } else if (candidates < MAX_CANDIDATES && CandidateLine.usable(line.substring(2))) {
        out.add(line);
        candidates++;
      }
    }
    return out;
  }

  /** The {@code m=} sections, in order. */
  public List<SdpMedia> media() {
    return media;
  }

  /** Credentials of the first section that is on; with BUNDLE those of all. */
  public IceCredentials ice() {
    return ice;
  }

  /** The sections of one kind that are on. */
  public List<SdpMedia> active(String kind) {
    return media.stream().filter(m -> m.kind().equals(kind) && m.on()).toList();
  }

  /**
   * Refuses an offer in which there is more than is served: sections of other kinds, or a DTLS role
   * that leaves the peer no choice but to wait (RFC 9725, sections 4.4.3 and 4.4.4).
   *
   * @param kinds of sections that may be on
   */
  public void requireOnly(Set<String> kinds) throws BadSdpException {
    for (SdpMedia m : media) {
      if (m.on() && !kinds.contains(m.kind())) {
        throw BadSdpException.unsupported(
            "The offer has a section of " + m.kind() + ", which would be declined; leave it out.");
      }
    }
    if (lines.contains("a=setup:passive")) {
      throw BadSdpException.unsupported(
          "The offer has a=setup:passive; actpass, or active, would be right.");
    }
  }

  /** The description, lines ended by CRLF. */
  public String text() {
    return String.join("\r\n", lines) + "\r\n";
  }

  /**
   * The same offer with one video codec moved to the front, which is what the answering sender then
   * encodes. For H264 constrained baseline in packetization mode 1 comes first of all.
   *
   * @param codec {@code H264}, {@code VP8}, …; one that the offer lacks changes nothing
   */
  public SdpOffer preferring(String codec) {
    return new SdpOffer(CodecOrder.prefer(lines, codec), media, ice);
  }

  /**
   * The same offer, asking for Opus at that rate where it asks for none and for the whole band.
   *
   * @param rate bits a second
   */
  public SdpOffer withVoiceAt(int rate) {
    return new SdpOffer(OpusRate.ask(lines, rate), media, ice);
  }

  /**
   * The same offer with other ICE credentials and no candidates: what a peer that restarts ICE
   * would have sent.
   */
  public SdpOffer restarted(IceCredentials fresh) {
    List<String> out = new ArrayList<>(lines.size());
    for (String line : lines) {
      if (line.startsWith("a=ice-ufrag:")) {
        out.add("a=ice-ufrag:" + fresh.ufrag());
      } else if (line.startsWith("a=ice-pwd:")) {
        out.add("a=ice-pwd:" + fresh.pwd());
      } else if (!line.startsWith("a=candidate:") && !line.equals("a=end-of-candidates")) {
        out.add(line);
      }
    }
    return new SdpOffer(out, media, fresh);
  }

  private static List<String> split(String text) throws BadSdpException {
    if (text.length() > MAX_LENGTH) {
      throw new BadSdpException(
          "The offer has " + text.length() + " characters; at most " + MAX_LENGTH + " are taken.");
    }
    List<String> lines = new ArrayList<>();
    for (String raw : text.split("\n", -1)) {
      String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
      if (line.isEmpty()) {
        continue;
      }
      if (line.length() > MAX_LINE || lines.size() == MAX_LINES) {
        throw new BadSdpException(
            "The offer has a line of more than "
                + MAX_LINE
                + " characters, or more than "
                + MAX_LINES
                + " lines.");
      }
      if (!LINE.matcher(line).matches()) {
        throw new BadSdpException(
            "Line "
                + (lines.size() + 1)
                + " of the offer is not SDP; a line is one letter, '=' and printable ASCII without '%'.");
      }
      lines.add(line);
    }
    if (lines.isEmpty() || !lines.get(0).equals("v=0")) {
      throw new BadSdpException("The offer is not SDP: its first line must be v=0.");
    }
    return lines;
  }

  /** What was read of one section so far. */
  private static final class Section {
    private final String where;
    private String mLine = "";
    private @Nullable String mid;
    private @Nullable String ufrag;
    private @Nullable String pwd;
    private @Nullable String fingerprint;
    private Direction direction = Direction.SENDRECV;
    private boolean rtcpMux;
    private boolean bundleOnly;

    Section(String where) {
      this.where = where;
    }

    void attribute(String a) {
      int colon = a.indexOf(':');
      String name = colon < 0 ? a : a.substring(0, colon);
      String value = colon < 0 ? "" : a.substring(colon + 1);
      switch (name) {
        case "mid" -> mid = value;
        case "ice-ufrag" -> ufrag = value;
        case "ice-pwd" -> pwd = value;
        case "fingerprint" -> fingerprint = value;
        case "rtcp-mux" -> rtcpMux = true;
        case "bundle-only" -> bundleOnly = true;
        case "sendrecv", "sendonly", "recvonly", "inactive" ->
            direction = Direction.valueOf(name.toUpperCase(Locale.ROOT));
        default -> {}
      }
    }

    SdpMedia media() throws BadSdpException {
      String[] w = mLine.substring(2).split(" ", -1);
      if (w.length < 4 || !NUMBER.matcher(w[1]).matches() || Integer.parseInt(w[1]) > 65_535) {
        throw bad("is not 'm=KIND PORT PROTOCOL FORMATS'");
      }
      String kind = w[0];
      boolean rtp = kind.equals("audio") || kind.equals("video");
      if (!rtp && !kind.equals("application")) {
        throw bad("is neither audio, video nor application");
      }
      if (!(rtp ? w[2].endsWith("/TLS/RTP/SAVPF") : w[2].endsWith("/DTLS/SCTP"))) {
        throw bad("has the protocol " + shown(w[2]) + "; WebRTC uses UDP/TLS/RTP/SAVPF");
      }
      boolean on = bundleOnly || Integer.parseInt(w[1]) != 0;
      List<String> payloads = List.of(w).subList(3, w.length);
      if (rtp) {
        for (String p : payloads) {
          if (!PAYLOAD.matcher(p).matches() || Integer.parseInt(p) > 127) {
            throw bad("has the payload type " + shown(p) + "; a number up to 127 is right");
          }
        }
        if (!rtcpMux && on) {
          throw bad("has no a=rtcp-mux; separate RTCP ports are not supported");
        }
      }
      if (mid == null || !MID.matcher(mid).matches()) {
        throw bad("has no a=mid of 1 to 16 characters");
      }
      return new SdpMedia(kind, mid, direction, on, payloads);
    }

    IceCredentials ice(Section session) throws BadSdpException {
      String u = ufrag != null ? ufrag : session.ufrag;
      String p = pwd != null ? pwd : session.pwd;
      if (u == null || !ICE_UFRAG.matcher(u).matches()) {
        throw bad("has no valid a=ice-ufrag (4 to 256 letters, digits, + or /)");
      }
      if (p == null || !ICE_PWD.matcher(p).matches()) {
        throw bad("has no valid a=ice-pwd (22 to 256 letters, digits, + or /)");
      }
      return new IceCredentials(u, p);
    }

    void checkFingerprint(Section session) throws BadSdpException {
      String f = fingerprint != null ? fingerprint : session.fingerprint;
      if (f == null || !FINGERPRINT.matcher(f).matches()) {
        throw bad("has no valid a=fingerprint, so its certificate could not be checked");
      }
    }

    private BadSdpException bad(String what) {
      return new BadSdpException("In the offer " + where + " " + what + ".");
    }

    private static String shown(String s) {
      return s.length() <= 40 ? s : s.substring(0, 40) + "…";
    }
  }
}
