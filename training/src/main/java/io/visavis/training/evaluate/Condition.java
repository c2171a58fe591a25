package io.visavis.training.evaluate;

import io.visavis.training.fit.Rooms;
import io.visavis.training.speech.Utterance;
import java.util.SplittableRandom;

/** What happens to a voice on its way: applied to the samples, at 16 kHz. */
public enum Condition {
  CLEAN("clean"),
  WHITE_NOISE("white noise, 20 dB"),
  TELEPHONE("telephone band"),
  ROOM("room, T60 0.4 s");

  private static final double SNR_DB = 20;
  private static final double ROOM_T60 = 0.4;
  private static final double ROOM_DIRECT_DB = 0;
  private static final double TELEPHONE_LO = 300;
  private static final double TELEPHONE_HI = 3400;
  private static final int TELEPHONE_HALF = 256;

  private final String title;

  Condition(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /**
   * The voice as it arrives, as long as it was and in time with it.
   *
   * @param seed of noise and room
   */
  public float[] apply(float[] voice, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return switch (this) {
      case CLEAN -> voice.clone();
      case WHITE_NOISE -> noisy(voice, random);
      case TELEPHONE -> bandPassed(voice);
      case ROOM -> Rooms.convolved(voice, Rooms.response(ROOM_T60, ROOM_DIRECT_DB, random));
    };
  }

  private static float[] noisy(float[] voice, SplittableRandom random) {
    double power = 0;
    for (float v : voice) {
      power += v * v / (double) voice.length;
    }
    double amplitude = Math.sqrt(power * Math.pow(10, -SNR_DB / 10));
    float[] out = new float[voice.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = voice[i] + (float) (amplitude * random.nextGaussian());
    }
    return out;
  }

  /** A linear-phase filter of 300 to 3,400 Hz, its delay taken out. */
  private static float[] bandPassed(float[] x) {
    float[] kernel = new float[2 * TELEPHONE_HALF + 1];
    for (int i = -TELEPHONE_HALF; i <= TELEPHONE_HALF; i++) {
      double hann = 0.5 + 0.5 * Math.cos(Math.PI * i / (TELEPHONE_HALF + 1));
      kernel[i + TELEPHONE_HALF] =
          (float) (hann * (lowPass(TELEPHONE_HI, i) - lowPass(TELEPHONE_LO, i)));
    }
    float[] padded = new float[x.length + TELEPHONE_HALF];
    System.arraycopy(x, 0, padded, 0, x.length);
    float[] y = Rooms.convolved(padded, kernel);
    return java.util.Arrays.copyOfRange(y, TELEPHONE_HALF, TELEPHONE_HALF + x.length);
  }

  private static double lowPass(double hz, int i) {
    double f = 2 * hz / Utterance.RATE;
    return i == 0 ? f : Math.sin(Math.PI * f * i) / (Math.PI * i);
  }
}
