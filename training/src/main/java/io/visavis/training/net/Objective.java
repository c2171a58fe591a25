package io.visavis.training.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.visavis.training.speech.Phone;
import io.visavis.training.target.Articulator;

/**
 * What training lowers: weighted squares of articulators, of their change from frame to frame, and
 * of the opening between the lips; frames in which p b m close the lips count several times; and
 * the cross entropy of the phones, which helps the layers below.
 */
public final class Objective {
  private static final float MOTION = 10;
  private static final float VELOCITY = 0.5f;
  private static final float OPENING = 2.5f;
  private static final float PHONES = 0.3f;
  private static final float DROPOUT = 0.1f;

  private final MotionNet net;
  private final float closure;

  /**
   * @param closure how many times frames of p b m count; 2.5 to 4 is right
   */
  public Objective(MotionNet net, float closure) {
    this.net = net;
    this.closure = closure;
  }

  /**
   * The loss of a batch and its parts.
   *
   * @param total a scalar with gradient
   */
  public record Loss(NDArray total, NDArray motion, NDArray phones) {}

  /**
   * @param mel [B, 4 T, bands]
   * @param motion [B, T, articulators]
   * @param phones [B, T] ordinals
   */
  public Loss loss(Weights weights, NDArray mel, NDArray motion, NDArray phones, boolean training) {
    NDManager manager = mel.getManager();
    ArrayOps ops = new ArrayOps(weights, training ? DROPOUT : 0);
    MotionNet.Heads<NDArray> heads = net.heads(ops, net.hidden(ops, mel));
    NDArray channelWeights = manager.create(channelWeights(), new Shape(1, 1, Articulator.COUNT));
    NDArray shut = shut(phones);
    NDArray frameWeights = shut.mul(closure - 1).add(1).expandDims(2);
    NDArray error = heads.articulators().sub(motion);
    NDArray value = error.square().mul(channelWeights).mul(frameWeights).mean();
    NDArray change = error.get(":, 1:").sub(error.get(":, :-1"));
    NDArray velocity = change.square().mul(channelWeights).mean();
    NDArray opening =
        error.matMul(manager.create(openingWeights(), new Shape(Articulator.COUNT, 1)));
    NDArray openings = opening.square().mul(frameWeights).mean();
    NDArray squares =
        value.add(Numbers.times(velocity, VELOCITY)).add(Numbers.times(openings, OPENING / 9));
    NDArray entropy = heads.phones().logSoftmax(-1).gather(phones.expandDims(2), 2).mean().neg();
    NDArray total = Numbers.times(squares, MOTION).add(Numbers.times(entropy, PHONES));
    return new Loss(total, squares, entropy);
  }

  /** 1 where the phone closes the lips, else 0. */
  private static NDArray shut(NDArray phones) {
    NDArray out = phones.zerosLike().toType(ai.djl.ndarray.types.DataType.FLOAT32, false);
    for (Phone p : Phone.values()) {
      if (p.bilabial()) {
        out = out.add(phones.eq(p.ordinal()).toType(ai.djl.ndarray.types.DataType.FLOAT32, false));
      }
    }
    return out;
  }

  private static float[] channelWeights() {
    float[] w = new float[Articulator.COUNT];
    java.util.Arrays.fill(w, 0.7f);
    set(w, 3, Articulator.JAW_OPENS);
    set(w, 4, Articulator.LIPS_CLOSE);
    set(w, 1, Articulator.FUNNEL, Articulator.PUCKER, Articulator.STRETCH);
    set(w, 1.5f, Articulator.LOWER_DOWN, Articulator.UPPER_UP, Articulator.PRESS);
    set(w, 1.2f, Articulator.ROLL_LOWER);
    // Angles are a tenth of a coefficient in size.
    set(w, 25, Articulator.YAW, Articulator.PITCH, Articulator.ROLL);
    for (int i = 0; i < w.length; i++) {
      w[i] *= Articulator.COUNT / 9f;
    }
    return w;
  }

  private static float[] openingWeights() {
    float[] w = new float[Articulator.COUNT];
    set(w, 1, Articulator.JAW_OPENS);
    set(w, -1, Articulator.LIPS_CLOSE);
    set(w, 0.35f, Articulator.LOWER_DOWN, Articulator.UPPER_UP);
    return w;
  }

  private static void set(float[] w, float value, Articulator... which) {
    for (Articulator a : which) {
      w[a.ordinal()] = value;
    }
  }

  /** Articulators of clips, for checks: [B, T, articulators]. */
  public NDArray articulators(Weights weights, NDArray mel) {
    ArrayOps ops = new ArrayOps(weights, 0);
    return net.heads(ops, net.hidden(ops, mel)).articulators();
  }
}
