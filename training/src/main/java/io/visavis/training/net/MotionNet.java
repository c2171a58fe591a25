package io.visavis.training.net;

import io.visavis.training.speech.Phone;
import io.visavis.training.target.Articulator;
import java.util.List;

/**
 * The motion network: causal, from log-mel frames (100 a second) to arkit frames (25 a second).
 *
 * <pre>
 * mel [B, 4n, 40]
 *   conv 5, stride 2, relu;  conv 5, stride 2, relu          [B, n, width]
 *   blocks times: x + W relu(conv 3 (layer norm x))           dilations 1 2 4 8 1 2
 *   layer norm
 *     lips, brows:  linear, sigmoid                           [B, n, 19]
 *     head:  linear, tanh, smoothed by 0.1, 0.4 and 1.2 s, linear
 *     phones: linear                                          [B, n, 41]
 *   lips close as far as p, b and m are likely (when training: not)
 *   spread to the 55 values of an arkit frame
 * </pre>
 *
 * Written once against {@link Ops}: the same lines train, and write the streaming graph.
 *
 * @param mels bands of a frame
 * @param width channels inside
 * @param blocks residual blocks
 */
public record MotionNet(int mels, int width, int blocks) {
  private static final int[] DILATIONS = {1, 2, 4, 8, 1, 2};
  private static final double[] HEAD_SECONDS = {0.1, 0.4, 1.2};
  private static final double HEAD_EASE_SECONDS = 0.08;
  private static final int HEAD_CHANNELS = 8;

  /** How far the lips are closed for each part of certainty that a p, b or m is spoken. */
  private static final float CLOSE_TRUST = 0.6f;

  /** Of the head's angles. */
  private static final float HEAD_GAIN = 1.8f;

  /** The shipped size. */
  public static MotionNet standard() {
    return new MotionNet(40, 128, 6);
  }

  /**
   * What the network says.
   *
   * @param articulators [B, n, Articulator.COUNT]
   * @param phones [B, n, phones] logits
   */
  public record Heads<T>(T articulators, T phones) {}

  /** What is heard, before it is put into articulators or phones: [B, n, width]. */
  public <T> T hidden(Ops<T> o, T mel) {
    T h = o.relu(o.conv(mel, "front1", mels, width, 5, 1, 2));
    h = o.relu(o.conv(h, "front2", width, width, 5, 1, 2));
    for (int k = 0; k < blocks; k++) {
      String name = "block" + k;
      int dilation = DILATIONS[k % DILATIONS.length];
      T y = o.layerNorm(h, name + ".norm", width);
      y = o.relu(o.conv(y, name + ".conv", width, width, 3, dilation, 1));
      h = o.add(h, o.dropout(o.linear(y, name + ".out", width, width)));
    }
    return o.layerNorm(h, "norm", width);
  }

  /** Articulators and phone logits of what is heard. */
  public <T> Heads<T> heads(Ops<T> o, T h) {
    T face = o.sigmoid(o.linear(h, "face", width, Articulator.COEFFICIENTS));
    T phones = o.linear(h, "phones", width, Phone.values().length);
    return new Heads<>(o.concat(face, head(o, h)), phones);
  }

  /** The head moves through leaky integrators only, so it cannot jerk. */
  private <T> T head(Ops<T> o, T h) {
    T all = null;
    for (int k = 0; k < HEAD_SECONDS.length; k++) {
      String name = "head" + k;
      T slow = o.tanh(o.linear(h, name, width, HEAD_CHANNELS));
      slow = o.smooth(slow, name + ".slow", HEAD_CHANNELS, HEAD_SECONDS[k]);
      slow = o.smooth(slow, name + ".ease", HEAD_CHANNELS, HEAD_EASE_SECONDS);
      all = all == null ? slow : o.concat(all, slow);
    }
    return o.linear(
        java.util.Objects.requireNonNull(all),
        "head",
        HEAD_CHANNELS * HEAD_SECONDS.length,
        Articulator.COUNT - Articulator.COEFFICIENTS);
  }

  /** Arkit frames [B, n, 55], calibrated. */
  <T> T motion(Ops<T> o, T mel) {
    Heads<T> heads = heads(o, hidden(o, mel));
    T toClosed = o.times(heads.articulators(), "toClosed", toClosed());
    T face = o.add(heads.articulators(), o.multiply(closing(o, heads), toClosed));
    return o.times(face, "toArkit", calibrated());
  }

  /** How far to close the lips because a p, b or m is likely: [B, n, 1]. */
  public <T> T closing(Ops<T> o, Heads<T> heads) {
    return o.atMost(o.times(o.softmax(heads.phones()), "closes", closes()), 1);
  }

  /** How likely it is that nothing is said: [B, n, 1]. */
  public <T> T silence(Ops<T> o, Heads<T> heads) {
    float[][] m = new float[Phone.values().length][1];
    m[Phone.SIL.ordinal()][0] = 1;
    return o.times(o.softmax(heads.phones()), "silence", m);
  }

  /** Arkit frames [B, n, 55] whose lips are not closed yet. */
  public <T> T face(Ops<T> o, Heads<T> heads) {
    return o.times(heads.articulators(), "toFace", calibrated());
  }

  /** [phones][1]: of a p, b or m, how far it closes the lips. */
  private static float[][] closes() {
    float[][] m = new float[Phone.values().length][1];
    for (Phone p : Phone.values()) {
      m[p.ordinal()][0] = p.bilabial() ? CLOSE_TRUST : 0;
    }
    return m;
  }

  /** What has to be added to articulators so that the lips touch: the jaw stays where it is. */
  private static float[][] toClosed() {
    float[][] m = new float[Articulator.COUNT][Articulator.COUNT];
    int close = Articulator.LIPS_CLOSE.ordinal();
    m[Articulator.JAW_OPENS.ordinal()][close] = 1;
    m[close][close] = -1;
    for (Articulator a : List.of(Articulator.LOWER_DOWN, Articulator.UPPER_UP)) {
      m[a.ordinal()][a.ordinal()] = -1;
    }
    return m;
  }

  /** Regression shrinks what it is not sure of; the spread to arkit gives the size back. */
  private static float[][] calibrated() {
    float[][] spread = Articulator.toArkit();
    for (Articulator a : List.of(Articulator.YAW, Articulator.PITCH, Articulator.ROLL)) {
      scale(spread, a, HEAD_GAIN);
    }
    return spread;
  }

  private static void scale(float[][] spread, Articulator a, float gain) {
    float[] row = spread[a.ordinal()];
    for (int i = 0; i < row.length; i++) {
      row[i] *= gain;
    }
  }
}
