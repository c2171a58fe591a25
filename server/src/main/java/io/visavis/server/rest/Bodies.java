package io.visavis.server.rest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON of the REST API, as {@code docs/server.md} has it. */
final class Bodies {
  private Bodies() {}

  record Create(@Nullable List<@Nullable ParticipantIn> participants, @Nullable Long seed) {}

  record ParticipantIn(
      @Nullable String id,
      @Nullable String avatar,
      @Nullable String model,
      @Nullable RelationBody relation,
      @Nullable Map<String, Float> emotion,
      @Nullable String identity,
      @Nullable CameraBody camera,
      @Nullable String background,
      @Nullable Boolean motionOnly) {}

  record RelationBody(@Nullable String kin, @Nullable String status) {}

  record CameraBody(float yaw, float pitch, float distance) {}

  record Created(
      String conversation, List<Access> participants, List<Ice> iceServers, String nodeUrl) {}

  record Access(String id, String avatar, String publishSecret, String watchSecret) {}

  record Ice(List<String> urls, String username, String credential) {}

  record State(String conversation, List<ParticipantOut> participants) {}

  record ParticipantOut(
      String id,
      String avatar,
      String model,
      RelationBody relation,
      Map<String, Float> emotion,
      String identity,
      String background,
      boolean publishing,
      int viewers) {}

  record Change(@Nullable List<@Nullable ParticipantIn> participants) {}

  record Stats(List<PortrayalBody> portrayals) {}

  record PortrayalBody(
      String of,
      long frames,
      long pictures,
      long late,
      int viewers,
      double fps,
      @Nullable Percentiles voiceToVideoMs,
      List<FrameBody> recent,
      Map<String, Double> stagesMs,
      VoiceBody voice) {}

  record FrameBody(long n, @Nullable Double voiceToVideoMs) {}

  record Percentiles(double p50, double p95) {}

  record VoiceBody(double bufferedMs, long concealedSamples, long droppedSamples) {}

  record AvatarOut(String name, String title, String picture, String licence) {}

  // "default" is no Java name.
  record Avatars(
      @com.fasterxml.jackson.annotation.JsonProperty("default") String defaultName,
      List<AvatarOut> avatars) {}

  record ServerInfo(
      String name,
      String version,
      String renderBackend,
      List<String> avatars,
      String defaultAvatar,
      List<String> models,
      String defaultModel,
      Map<String, String> modelProviders,
      List<String> backgrounds,
      int fps,
      int pictureSize,
      int slots,
      double slotsUsed,
      boolean loopbackOnly,
      boolean apiKeyNeeded,
      List<Ice> iceServers) {}
}
