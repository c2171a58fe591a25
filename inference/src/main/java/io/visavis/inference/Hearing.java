package io.visavis.inference;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.audio.Resampler;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.model.ModelCard;
import org.jspecify.annotations.Nullable;

/**
 * Which samples a frame of a model needs: the arithmetic of a card's look-ahead. Immutable.
 *
 * @param hopsPerFrame feature frames a motion frame; 0 without features
 * @param hopsAhead feature frames beyond n * hopsPerFrame that frame n hears
 * @param pcmAhead samples at the card's rate beyond the instant of a frame that it may hear
 * @param ahead48k samples at 48 kHz beyond the instant of a frame that must be there
 * @param framesAhead frames beyond its first one that a run of a window model hears
 */
record Hearing(int hopsPerFrame, int hopsAhead, int pcmAhead, int ahead48k, int framesAhead) {
  static final int RATE = 48_000;
  static final int FRAME = RATE / MotionSpace.FPS;

  static Hearing of(ModelCard card) {
    int rate = card.rate();
    int delay48k = new Resampler(RATE, rate).lookahead();
    int delay = (int) (((long) delay48k * rate + RATE - 1) / RATE);
    int pcmAhead = Math.max(0, card.lookaheadSamples() - delay);
    boolean pcm =
        card.hears(io.visavis.inference.model.Role.SELF_PCM)
            || card.hears(io.visavis.inference.model.Role.PARTNER_PCM);
    int hopsPerFrame = 0;
    int hopsAhead = 0;
    int used = pcm ? pcmAhead : 0; // samples at the card's rate beyond the frame's instant
    @Nullable FeatureSpec features = card.features();
    if (features != null) {
      int hop = features.hopSamples(rate);
      int halfWindow = features.windowSamples(rate) - features.windowSamples(rate) / 2;
      hopsPerFrame = rate / MotionSpace.FPS / hop;
      hopsAhead = Math.floorDiv(pcmAhead - halfWindow, hop);
      used = Math.max(used, hopsAhead * hop + halfWindow);
    }
    // Sample q at the card's rate is there once 48 kHz sample q * 48000 / rate + delay is.
    int ahead48k =
        used == 0 && !pcm ? 0 : (int) (((long) (used - 1) * RATE + rate - 1) / rate) + delay48k + 1;
    ModelCard.Window window = card.window();
    int framesAhead = window == null ? 0 : window.hop() + window.fade() - 1;
    return new Hearing(hopsPerFrame, hopsAhead, pcmAhead, ahead48k, framesAhead);
  }
}
