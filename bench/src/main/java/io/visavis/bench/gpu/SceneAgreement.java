package io.visavis.bench.gpu;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.rig.Binding;
import io.visavis.bench.render.OracleComparison;
import io.visavis.bench.render.Talking;
import io.visavis.cuda.CudaBackend;
import io.visavis.cuda.device.Device;
import io.visavis.render.Additions;
import io.visavis.render.Scenes;
import io.visavis.render.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pictures of a device against the double-precision oracle. */
final class SceneAgreement {
  private final CudaBackend backend;
  private final List<String> wrong = new ArrayList<>();
  private int pictures;
  private double within1 = 100;
  private int largest;
  private double psnr = Double.MAX_VALUE;

  private SceneAgreement(CudaBackend backend) {
    this.backend = backend;
  }

  /** Random scenes of every binding, some with correctives and harmonics. */
  static Agreement random(Device device, int from, int to) {
    try (CudaBackend backend = new CudaBackend(device)) {
      SceneAgreement all = new SceneAgreement(backend);
      for (int seed = from; seed < to; seed++) {
        all.scene(seed);
      }
      return all.result();
    }
  }

  private void scene(int seed) {
    Random random = new Random(seed);
    Binding binding = Binding.values()[seed % 3];
    Avatar avatar =
        switch (seed % 4) {
          case 0 -> Scenes.ball(3000 + 100 * seed, binding, seed);
          case 1 -> Scenes.flame(3000 + 100 * seed, binding, seed);
          default -> Scenes.disorder(50 + 20 * seed, seed);
        };
    if (seed % 5 < 2) {
      avatar = Additions.seen(avatar, 1 + seed % 3, seed % 2 == 0, seed);
    }
    if (seed % 5 == 1 || seed % 5 == 2) {
      avatar =
          Additions.corrected(
              avatar,
              seed,
              seed % 2 == 0 ? Additions.BEFORE_ACTIVATION : Additions.AFTER_ACTIVATION);
    }
    float[] motion = Scenes.motion(avatar.space(), seed);
    View view = Scenes.anyView(avatar, random, 464);
    compare("scene " + seed, avatar, motion, Additions.coefficients(avatar, seed, true), view);
  }

  /** The built-in heads, talking, from three sides. */
  static Agreement heads(Device device, int size) {
    try (CudaBackend backend = new CudaBackend(device)) {
      SceneAgreement all = new SceneAgreement(backend);
      for (String name : BuiltInHeads.names()) {
        Avatar avatar = BuiltInHeads.build(name);
        float[] motion = new float[avatar.space().size()];
        for (int frame = 0; frame < 3; frame++) {
          Talking.frame(7 + 40 * frame, motion);
          View view = View.orbit(avatar.camera(), size, size, 0.5 * (frame - 1), 0, 1);
          all.compare(name + " " + frame, avatar, motion, new float[0], view);
        }
      }
      return all.result();
    }
  }

  private void compare(
      String name, Avatar avatar, float[] motion, float[] coefficients, View view) {
    OracleComparison c = OracleComparison.of(backend, avatar, motion, coefficients, view);
    pictures++;
    within1 = Math.min(within1, c.within1Percent());
    largest = Math.max(largest, c.largest());
    psnr = Math.min(psnr, c.psnr());
    if (!(c.within1Percent() >= 99.9 && c.largest() <= 3 && c.psnr() >= 80)) {
      wrong.add(
          "%s: %.3f %% within 1, largest %d, %.1f dB"
              .formatted(name, c.within1Percent(), c.largest(), c.psnr()));
    }
  }

  private Agreement result() {
    return new Agreement(pictures, within1, largest, psnr, wrong);
  }
}
