package io.visavis.inference;

import io.visavis.inference.audio.Resampler;
import io.visavis.inference.behaviour.VoiceActivity;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.feature.LogMel;
import io.visavis.inference.feature.RunningMean;
import io.visavis.inference.model.ModelCard;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One participant's voice inside a portrayal: 48 kHz samples in; features, samples at the model's
 * rate and voice activity out. Single thread; no allocation in steady state.
 */
final class Voice {
  /** Louder than this a sample is cut; full scale is 1. */
  private static final float CLIP = 4;

  private static final int BLOCK = 480;
  private static final int MAX_SECONDS = 120;

  private final Hearing hearing;
  private final int rate;
  private final Resampler resampler;
  private final float[] clean = new float[BLOCK];
  private final float[] low;
  private final VoiceActivity activity = new VoiceActivity();
  private final History active = new History(1, 256, 100 * MAX_SECONDS, "Voice activity");
  private final float[] activeRow = new float[1];
  private final @Nullable LogMel logMel;
  private final @Nullable RunningMean mean;
  private final float[] row;
  private final @Nullable History features;
  private final @Nullable History pcm;
  private final LogMel.Sink sink = this::feature;
  private final VoiceActivity.Sink activitySink = this::activity;
  private long received;
  private long mended;

  /**
   * A voice at time zero.
   *
   * @param wantsFeatures rows of log-mel that a run reads, 0 for none
   * @param wantsPcm samples that a run reads, 0 for none
   */
  Voice(ModelCard card, Hearing hearing, int wantsFeatures, int wantsPcm) {
    this.hearing = hearing;
    this.rate = card.rate();
    this.resampler = new Resampler(Hearing.RATE, rate);
    this.low = new float[resampler.maxOutput(BLOCK)];
    FeatureSpec spec = card.features();
    if (spec != null && wantsFeatures > 0) {
      this.logMel = new LogMel(spec, rate);
      this.mean = new RunningMean(spec);
      int most = Math.addExact(MAX_SECONDS * (int) (1000 / spec.hopMs()), wantsFeatures);
      this.features = new History(spec.bands(), wantsFeatures + 128, most, "Voice");
      this.row = new float[spec.bands()];
    } else {
      this.logMel = null;
      this.mean = null;
      this.features = null;
      this.row = new float[0];
    }
    this.pcm =
        wantsPcm > 0
            ? new History(1, wantsPcm + rate, Math.addExact(MAX_SECONDS * rate, wantsPcm), "Voice")
            : null;
  }

  /** Takes the next samples; what is not a number becomes 0, what is far too loud is cut. */
  void accept(float[] samples, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int n = Math.min(BLOCK, end - at);
      for (int i = 0; i < n; i++) {
        float x = samples[at + i];
        float y = x >= -CLIP && x <= CLIP ? x : Float.isNaN(x) ? 0 : Math.copySign(CLIP, x);
        mended += y == x ? 0 : 1;
        clean[i] = y;
      }
      at += n;
      received += n;
      hear(n);
    }
  }

  private void hear(int n) {
    activity.accept(clean, n, activitySink);
    if (features == null && pcm == null) {
      return;
    }
    int m = resampler.process(clean, 0, n, low, 0);
    if (logMel != null) {
      logMel.accept(low, 0, m, sink);
    }
    if (pcm != null) {
      pcm.append(low, 0, m);
    }
  }

  private void feature(long index, float[] values) {
    if (mean != null && features != null) {
      mean.apply(values, row, 0);
      features.append(row, 0);
    }
  }

  private void activity(long hop, boolean speaking) {
    activeRow[0] = speaking ? 1 : 0;
    active.append(activeRow, 0);
  }

  /** Samples taken so far. */
  long received() {
    return received;
  }

  /** Samples that were not numbers or far too loud. */
  long mended() {
    return mended;
  }

  /** Writes the newest rows that frame {@code n} hears. */
  void copyFeatures(long n, int count, FloatBuffer out, int position) {
    if (features != null) {
      features.copy(n * hearing.hopsPerFrame() + hearing.hopsAhead() + 1, count, out, position);
    }
  }

  /** Writes the newest samples that frame {@code n} hears. */
  void copyPcm(long n, int count, FloatBuffer out, int position) {
    if (pcm != null) {
      pcm.copy(n * rate / 25 + hearing.pcmAhead(), count, out, position);
    }
  }

  /** Whether there is speech at frame {@code n}, as far as its look-ahead hears. */
  boolean speaking(long n) {
    long hop = (n * Hearing.FRAME + hearing.ahead48k()) / VoiceActivity.HOP - 1;
    return hop >= 0 && active.get(hop, 0) > 0;
  }

  /** No frame before {@code n} will be asked for again. */
  void forgetBefore(long n, int featureRows, int pcmSamples) {
    long hop = (n * Hearing.FRAME + hearing.ahead48k()) / VoiceActivity.HOP - 1;
    active.forgetBefore(hop);
    if (features != null) {
      features.forgetBefore(n * hearing.hopsPerFrame() + hearing.hopsAhead() + 1 - featureRows);
    }
    if (pcm != null) {
      pcm.forgetBefore(n * rate / 25 + hearing.pcmAhead() - pcmSamples);
    }
  }
}
