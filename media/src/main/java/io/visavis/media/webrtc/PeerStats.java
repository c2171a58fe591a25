package io.visavis.media.webrtc;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import java.util.Map;

/**
 * What a connection has done so far.
 *
 * @param bytesSent RTP payload of all tracks
 * @param bytesReceived RTP payload of all tracks
 * @param packetsReceived RTP packets of all tracks
 * @param packetsLost RTP packets that never came
 * @param framesEncoded pictures that went through the encoder
 * @param framesDecoded pictures that came out of the decoder
 * @param keyFrames key frames sent
 * @param roundTripSeconds of the candidate pair in use; 0 while unknown
 * @param videoCodec such as {@code video/H264}; empty while unknown
 * @param voicePlayed milliseconds of the sender's wall clock at which what is heard now was sent,
 *     by its sender reports; 0 while unknown
 * @param picturePlayed the same of what is seen now
 */
public record PeerStats(
    long bytesSent,
    long bytesReceived,
    long packetsReceived,
    long packetsLost,
    long framesEncoded,
    long framesDecoded,
    long keyFrames,
    double roundTripSeconds,
    String videoCodec,
    double voicePlayed,
    double picturePlayed) {

  /** Nothing yet. */
  public static final PeerStats NONE = new PeerStats(0, 0, 0, 0, 0, 0, 0, 0, "", 0, 0);

  static PeerStats of(RTCStatsReport report) {
    long sent = 0;
    long received = 0;
    long packets = 0;
    long lost = 0;
    long encoded = 0;
    long decoded = 0;
    long keys = 0;
    double rtt = 0;
    String codec = "";
    double voice = 0;
    double picture = 0;
    for (RTCStats s : report.getStats().values()) {
      Map<String, Object> a = s.getAttributes();
      if (s.getType() == RTCStatsType.OUTBOUND_RTP) {
        sent += number(a, "bytesSent");
        encoded += number(a, "framesEncoded");
        keys += number(a, "keyFramesEncoded");
      } else if (s.getType() == RTCStatsType.INBOUND_RTP) {
        received += number(a, "bytesReceived");
        packets += number(a, "packetsReceived");
        lost += number(a, "packetsLost");
        decoded += number(a, "framesDecoded");
        if (a.get("estimatedPlayoutTimestamp") instanceof Number n) {
          boolean heard = "audio".equals(a.get("kind"));
          voice = heard ? n.doubleValue() : voice;
          picture = heard ? picture : n.doubleValue();
        }
      } else if (s.getType() == RTCStatsType.CANDIDATE_PAIR
          && a.get("currentRoundTripTime") instanceof Number n) {
        rtt = Math.max(rtt, n.doubleValue());
      } else if (s.getType() == RTCStatsType.CODEC
          && String.valueOf(a.get("mimeType")).startsWith("video/")
          && codec.isEmpty()) {
        codec = String.valueOf(a.get("mimeType"));
      }
    }
    return new PeerStats(
        sent, received, packets, lost, encoded, decoded, keys, rtt, codec, voice, picture);
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number n ? n.longValue() : 0;
  }
}
