package io.visavis.cuda;

import io.visavis.render.AvatarHandle;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.DrawRequest.Target;
import io.visavis.render.Picture;
import io.visavis.render.Scenes;
import io.visavis.render.View;
import java.util.List;
import java.util.Random;

/** Requests of tests. */
final class Drawing {
  private Drawing() {}

  /** A request for one picture, with that motion of a seed and random coefficients. */
  static DrawRequest request(AvatarHandle avatar, int seed, Target... targets) {
    DrawRequest request = new DrawRequest(avatar, List.of(targets));
    move(request, seed);
    return request;
  }

  /** Gives a request the motion and coefficients of a seed. */
  static void move(DrawRequest request, int seed) {
    float[] motion = Scenes.motion(request.avatar().avatar().space(), seed);
    System.arraycopy(motion, 0, request.motion(), 0, motion.length);
    Random random = new Random(seed);
    for (int k = 0; k < request.coefficients().length; k++) {
      request.coefficients()[k] = (float) random.nextGaussian();
    }
  }

  static Target i420(AvatarHandle avatar, int width, int height, double yaw) {
    return new Target(
        view(avatar, width, height, yaw), Background.DEFAULT, Picture.I420.of(width, height));
  }

  static Target rgba(AvatarHandle avatar, int width, int height, double yaw) {
    return new Target(
        view(avatar, width, height, yaw), Background.TRANSPARENT, Picture.Rgba.of(width, height));
  }

  static Target packed(AvatarHandle avatar, int width, int height, double yaw) {
    return new Target(
        view(avatar, width, height, yaw), Background.DEFAULT, Picture.Packed.of(width, height));
  }

  static Target floats(AvatarHandle avatar, int width, int height, double yaw) {
    return new Target(
        view(avatar, width, height, yaw), Background.DEFAULT, Picture.FloatRgb.of(width, height));
  }

  private static View view(AvatarHandle avatar, int width, int height, double yaw) {
    return View.orbit(avatar.avatar().camera(), width, height, yaw, 0.1, 1);
  }

  /** The bytes of a picture, whatever its format. */
  static byte[] bytes(Picture picture) {
    return switch (picture) {
      case Picture.I420 p -> join(p.y(), p.u(), p.v());
      case Picture.Rgba p -> p.pixels().clone();
      case Picture.Packed p -> bytes(p.both());
      case Picture.FloatRgb p -> join(bytes(p.rgb()), bytes(p.alpha()));
    };
  }

  private static byte[] bytes(float[] values) {
    java.nio.ByteBuffer out = java.nio.ByteBuffer.allocate(4 * values.length);
    out.asFloatBuffer().put(values);
    return out.array();
  }

  private static byte[] join(byte[]... parts) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
