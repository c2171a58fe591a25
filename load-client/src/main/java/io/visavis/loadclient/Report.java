package io.visavis.loadclient;

import java.util.List;
import java.util.Map;

/**
 * What a load run has found. The fields' names are the JSON's.
 *
 * @param sessions conversations that ran
 * @param seconds measured, warm-up left out
 * @param portrayals what each viewer saw
 * @param voiceToVideo from the server's own metrics
 * @param stagesMillis milliseconds of a frame in each stage, from the server's timing messages
 * @param events what the server reported of the voices, by kind
 * @param use of processor time
 * @param failures sessions that ended early, one sentence each
 */
record Report(
    String target,
    int sessions,
    double seconds,
    List<Seen> portrayals,
    VoiceToVideo voiceToVideo,
    Map<String, Samples.Spread> stagesMillis,
    Map<String, Integer> events,
    Use use,
    List<String> failures) {

  /** What one viewer saw. */
  record Seen(
      String path,
      int width,
      int height,
      double framesPerSecond,
      double gapP95Millis,
      double gapMaxMillis,
      long gapsOver120Millis,
      double voiceShare,
      String codec,
      long packetsLost,
      double roundTripMillis) {}

  /** Voice-to-video and late pictures, as the server counts them. */
  record VoiceToVideo(
      long pictures,
      long late,
      double latePercent,
      double p50Millis,
      double p95Millis,
      double p99Millis,
      double within120Percent) {}

  /** Processor use in percent: this client of one core, the machine and its steal of all. */
  record Use(double clientOfOneCore, double machine, double steal, int cores) {}
}
