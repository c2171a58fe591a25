package io.visavis.server.whip;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Offers in the manner of several clients: their order of attributes, names of sections and extras.
 * Nobody is behind them; their one candidate is the discard port of this machine.
 */
final class Offers {
  static final String UFRAG = "zjkk";
  static final String PWD = "bPXJMM09aR8AiX1jdukzR6Y0";
  static final String CANDIDATE = "a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host\n";

  private static final String FINGERPRINT =
      "a=fingerprint:sha-256 "
          + IntStream.range(0, 32)
              .mapToObj(i -> "%02X".formatted(i * 7))
              .collect(Collectors.joining(":"))
          + "\n";
  private static final String ICE = "a=ice-ufrag:" + UFRAG + "\na=ice-pwd:" + PWD + "\n";
  private static final String HEAD =
      "v=0\no=- 5228595038118931041 2 IN IP4 127.0.0.1\ns=-\nt=0 0\n";

  private Offers() {}

  /** The example of RFC 9725 for a voice, with the lines of a browser. */
  static String microphone() {
    return HEAD
        + "a=group:BUNDLE 0\na=extmap-allow-mixed\na=msid-semantic: WMS -\n"
        + "m=audio 9 UDP/TLS/RTP/SAVPF 111 63\nc=IN IP4 0.0.0.0\na=rtcp:9 IN IP4 0.0.0.0\n"
        + ICE
        + "a=ice-options:trickle\n"
        + FINGERPRINT
        + "a=setup:actpass\na=mid:0\na=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\na=sendonly\n"
        + "a=msid:- d46fb922-d52a-4e9c-aa87-444eadc1521b\na=rtcp-mux\na=rtcp-mux-only\n"
        + "a=rtpmap:111 opus/48000/2\na=fmtp:111 minptime=10;useinbandfec=1\n"
        + "a=rtpmap:63 red/48000/2\na=fmtp:63 111/111\n"
        + CANDIDATE;
  }

  /** The example of the WHEP draft: receives audio and video. */
  static String viewer() {
    return HEAD
        + "a=group:BUNDLE 0 1\na=extmap-allow-mixed\na=ice-options:trickle ice2\n"
        + "m=audio 9 UDP/TLS/RTP/SAVPF 111\nc=IN IP4 0.0.0.0\na=rtcp:9 IN IP4 0.0.0.0\n"
        + ICE
        + FINGERPRINT
        + "a=setup:actpass\na=mid:0\na=recvonly\na=rtcp-mux\na=rtcp-mux-only\n"
        + "a=rtpmap:111 opus/48000/2\na=fmtp:111 minptime=10;useinbandfec=1\n"
        + "m=video 9 UDP/TLS/RTP/SAVPF 96 97\nc=IN IP4 0.0.0.0\na=rtcp:9 IN IP4 0.0.0.0\n"
        + ICE
        + FINGERPRINT
        + "a=setup:actpass\na=mid:1\na=bundle-only\na=recvonly\na=rtcp-mux\na=rtcp-mux-only\n"
        + "a=rtcp-rsize\na=rtpmap:96 VP8/90000\na=rtcp-fb:96 nack\na=rtcp-fb:96 nack pli\n"
        + "a=rtpmap:97 rtx/90000\na=fmtp:97 apt=96\n";
  }

  /** OBS: audio and video, all of ICE and DTLS in the session part, gathered to the end. */
  static String obs() {
    return "v=0\no=rtc 4109260746 0 IN IP4 127.0.0.1\ns=-\nt=0 0\n"
        + "a=group:BUNDLE 0 1\na=group:LS 0 1\na=msid-semantic:WMS *\na=setup:actpass\n"
        + ICE
        + "a=ice-options:ice2,trickle\n"
        + FINGERPRINT
        + "m=audio 9 UDP/TLS/RTP/SAVPF 111\nc=IN IP4 127.0.0.1\na=mid:0\na=sendonly\n"
        + "a=ssrc:1337 cname:stream\na=ssrc:1337 msid:stream audio\na=msid:stream audio\n"
        + "a=rtcp-mux\na=rtpmap:111 opus/48000/2\n"
        + "a=fmtp:111 minptime=10;maxaveragebitrate=96000;stereo=1;sprop-stereo=1;useinbandfec=1\n"
        + CANDIDATE
        + "a=end-of-candidates\n"
        + "m=video 9 UDP/TLS/RTP/SAVPF 96\nc=IN IP4 127.0.0.1\na=mid:1\na=sendonly\n"
        + "a=ssrc:1338 cname:stream\na=ssrc:1338 msid:stream video\na=msid:stream video\n"
        + "a=rtcp-mux\na=rtpmap:96 H264/90000\na=rtcp-fb:96 nack\na=rtcp-fb:96 nack pli\n"
        + "a=fmtp:96 profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1\n";
  }

  /** GStreamer's elements: sections named by medium, bundle-only, no candidate in the offer. */
  static String gstreamerViewer() {
    return "v=0\no=- 3213232123 0 IN IP4 0.0.0.0\ns=-\nt=0 0\na=ice-options:trickle\n"
        + "a=group:BUNDLE video0 audio1\n"
        + "m=video 9 UDP/TLS/RTP/SAVPF 101 102\nc=IN IP4 0.0.0.0\na=setup:actpass\n"
        + ICE
        + "a=rtcp-mux\na=rtcp-rsize\na=recvonly\na=rtpmap:101 H264/90000\n"
        + "a=fmtp:101 packetization-mode=1;profile-level-id=42e01f;level-asymmetry-allowed=1\n"
        + "a=rtcp-fb:101 nack pli\na=rtpmap:102 VP8/90000\na=rtcp-fb:102 nack pli\na=mid:video0\n"
        + FINGERPRINT
        + "m=audio 0 UDP/TLS/RTP/SAVPF 97\nc=IN IP4 0.0.0.0\na=setup:actpass\n"
        + ICE
        + "a=bundle-only\na=rtcp-mux\na=recvonly\na=rtpmap:97 OPUS/48000/2\na=mid:audio1\n"
        + FINGERPRINT;
  }

  /** MediaMTX: fingerprint in the session part, many codecs, a direction that allows both ways. */
  static String mediamtxVoice() {
    return "v=0\no=- 8412345678901234567 1700000000 IN IP4 0.0.0.0\ns=-\nt=0 0\n"
        + "a=msid-semantic:WMS*\n"
        + FINGERPRINT
        + "a=extmap-allow-mixed\na=group:BUNDLE 0\n"
        + "m=audio 9 UDP/TLS/RTP/SAVPF 96 8 0\nc=IN IP4 0.0.0.0\na=setup:actpass\na=mid:0\n"
        + ICE
        + "a=rtcp-mux\na=rtcp-rsize\na=rtpmap:96 opus/48000/2\na=fmtp:96 minptime=10\n"
        + "a=rtpmap:8 PCMA/8000\na=rtpmap:0 PCMU/8000\na=ssrc:42 cname:x\na=sendrecv\n"
        + CANDIDATE
        + "a=end-of-candidates\n";
  }

  /** A fragment with one candidate, as RFC 9725 shows it. */
  static String trickle(String ufrag, String pwd, String mid) {
    return "a=ice-ufrag:%s\na=ice-pwd:%s\nm=audio 9 UDP/TLS/RTP/SAVPF 0\na=mid:%s\n"
            .formatted(ufrag, pwd, mid)
        + CANDIDATE
        + "a=end-of-candidates\n";
  }

  /** The restart of RFC 9725: credentials and nothing else. */
  static String restart(String ufrag) {
    return "a=ice-ufrag:" + ufrag + "\na=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k\n";
  }
}
