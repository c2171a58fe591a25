package io.visavis.server.grpc;

import com.google.protobuf.ByteString;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.MotionSpace;
import io.visavis.proto.v1.PictureFormat;
import io.visavis.proto.v1.PortrayalMotion;
import io.visavis.proto.v1.Timing;
import io.visavis.proto.v1.VoiceToVideo;
import io.visavis.render.Picture;
import io.visavis.server.lane.NanoClock;
import io.visavis.server.lane.PortrayalViewer;
import io.visavis.server.metrics.Stage;

/** Sends what a join asked for of a portrayal. Called on the lane's thread. */
final class StreamViewer implements PortrayalViewer {
  private final Outlet outlet;
  private final Join wants;
  private final NanoClock clock;

  StreamViewer(Outlet outlet, Join wants, NanoClock clock) {
    this.outlet = outlet;
    this.wants = wants;
    this.clock = clock;
  }

  @Override
  public void motion(long n, double t, float[] values) {
    if (!wants.getWantMotion()) {
      return;
    }
    PortrayalMotion.Builder motion =
        PortrayalMotion.newBuilder()
            .setPortrayalOf(wants.getParticipant())
            .setN(n)
            .setT(t)
            .setSpace(MotionSpace.ARKIT);
    for (float value : values) {
      motion.addValues(value);
    }
    outlet.send(Downstream.newBuilder().setMotion(motion).build());
  }

  @Override
  public void picture(long n, long dueNanos, Picture picture, HandOver handOver) {
    ByteString data =
        switch (picture) {
          case Picture.I420 p -> planes(p);
          case Picture.Packed p -> planes(p.both());
          case Picture.Rgba p -> ByteString.copyFrom(p.pixels());
          case Picture.FloatRgb p -> throw new IllegalArgumentException("not on the wire");
        };
    PictureFormat format =
        switch (picture) {
          case Picture.Packed p -> PictureFormat.PACKED;
          case Picture.Rgba p -> PictureFormat.RGBA;
          default -> PictureFormat.I420;
        };
    int width = picture instanceof Picture.Packed p ? p.both().width() : picture.width();
    boolean sent =
        outlet.send(
            Downstream.newBuilder()
                .setPicture(
                    io.visavis.proto.v1.Picture.newBuilder()
                        .setPortrayalOf(wants.getParticipant())
                        .setN(n)
                        .setFormat(format)
                        .setWidth(width)
                        .setHeight(picture.height())
                        .setData(data))
                .build());
    if (sent) {
      handOver.handedOver(n, clock.nanoTime());
    } else {
      handOver.dropped(n);
    }
  }

  private static ByteString planes(Picture.I420 p) {
    return ByteString.copyFrom(p.y())
        .concat(ByteString.copyFrom(p.u()))
        .concat(ByteString.copyFrom(p.v()));
  }

  @Override
  public void voiceToVideo(long n, long nanos) {
    if (!wants.getWantTiming()) {
      return;
    }
    VoiceToVideo.Builder took =
        VoiceToVideo.newBuilder().setPortrayalOf(wants.getParticipant()).setN(n);
    if (nanos == DROPPED) {
      took.setDropped(true);
    } else {
      took.setMillis(nanos / 1e6f);
    }
    outlet.send(Downstream.newBuilder().setVoiceToVideo(took).build());
  }

  @Override
  public void timing(long n, long[] nanos) {
    if (!wants.getWantTiming()) {
      return;
    }
    for (Stage stage : Stage.values()) {
      outlet.send(
          Downstream.newBuilder()
              .setTiming(
                  Timing.newBuilder()
                      .setPortrayalOf(wants.getParticipant())
                      .setN(n)
                      .setStage(stage.id())
                      .setMicros((int) (nanos[stage.ordinal()] / 1_000)))
              .build());
    }
  }
}
