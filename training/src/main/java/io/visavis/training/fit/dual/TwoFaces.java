package io.visavis.training.fit.dual;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.visavis.training.net.ArrayOps;
import io.visavis.training.net.Weights;
import io.visavis.training.net.dual.DualNet;
import io.visavis.training.net.dual.Latent;
import io.visavis.training.net.dual.Senses;

/** Both drawn faces of a batch, and what they lack. */
final class TwoFaces {
  private static final float DROPOUT = 0.05f;

  private final DualNet net;

  TwoFaces(DualNet net) {
    this.net = net;
  }

  /**
   * Faces.
   *
   * @param two [2 B, n, size of the space] two draws of each clip
   * @param known [B, n, {@link DualNet#UNDERSTOOD}]
   * @param words [B, n, channels] self's voice, de-identified
   */
  record Drawn(NDArray two, NDArray known, NDArray words) {}

  Drawn draw(Weights weights, DualBatch batch, NDManager manager) {
    ArrayOps o = new ArrayOps(weights, DROPOUT);
    Sequences s = new Sequences(manager, batch.size(), batch.frames());
    Senses<float[]> all = batch.senses();
    Senses<NDArray> senses =
        new Senses<>(
            s.of(all.self()),
            s.of(all.partner()),
            s.of(all.melody()),
            s.of(all.seen()),
            s.of(all.past()),
            s.of(all.lips()),
            s.of(all.closes()),
            s.of(all.quiet()));
    DualNet.Told<NDArray> told =
        new DualNet.Told<>(
            s.of(batch.relation()),
            s.of(batch.emotion()),
            net.people() == 0 ? null : s.of(batch.identity()));
    DualNet.Understood<NDArray> understood = net.understand(o, senses, told);
    NDArray noise =
        manager.create(
            batch.noise(),
            new Shape(2L * batch.size(), (long) Latent.WARM_UP + batch.frames(), Latent.NOISE));
    NDArray latent = Latent.of(o, noise).get(":, " + Latent.WARM_UP + ":");
    DualNet.Lead<NDArray> lead = net.lead(o, senses, told);
    DualNet.Lead<NDArray> both =
        new DualNet.Lead<>(
            twice(lead.lips()), twice(lead.closes()), twice(lead.quiet()), twice(lead.rests()));
    DualNet.Understood<NDArray> same =
        new DualNet.Understood<>(
            twice(understood.known()), twice(understood.person()), understood.words());
    NDArray two = net.face(o, same, Latent.full(o, latent), both);
    return new Drawn(two, understood.known(), understood.words());
  }

  private static NDArray twice(NDArray x) {
    return x.concat(x, 0);
  }

  /** Arrays of a batch. */
  private record Sequences(NDManager manager, int size, int frames) {
    NDArray of(float[] values) {
      return manager.create(values, new Shape(size, frames, values.length / (size * frames)));
    }
  }
}
