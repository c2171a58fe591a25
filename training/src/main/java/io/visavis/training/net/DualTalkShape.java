package io.visavis.training.net;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.inference.model.CardWriter;
import io.visavis.inference.model.ModelCard;
import io.visavis.inference.model.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a full-clip model of the shape and size of DualTalk's published code, with weights of
 * chance: two wav2vec 2.0 encoders, features at the rate of frames; an MLP of the partner's motion;
 * four heads of the partner's voice asking it; a bidirectional LSTM; and with self's voice a
 * transformer of three encoder layers and a decoder layer, adaptive modulation, and motion. It
 * moves a face by chance, and shows what it takes to run such a model live.
 */
public final class DualTalkShape {
  /** A speech encoder. */
  public enum Encoder {
    /** For tests. */
    TINY(64, 2, 4, 128, 32),
    /** wav2vec 2.0 base. */
    BASE(768, 12, 12, 3072, 512),
    /** wav2vec 2.0 large, as DualTalk has it. */
    LARGE(1024, 24, 16, 4096, 512);

    private final int size;
    private final int layers;
    private final int heads;
    private final int hidden;
    private final int channels;

    Encoder(int size, int layers, int heads, int hidden, int channels) {
      this.size = size;
      this.layers = layers;
      this.heads = heads;
      this.hidden = hidden;
      this.channels = channels;
    }
  }

  private static final int RATE = 16_000;
  private static final int SAMPLES_A_FRAME = RATE / MotionSpace.FPS;

  /** Just the resampler's 2.5 ms: what lies beyond a frame's instant, a later run hears. */
  private static final int LOOKAHEAD = 40;

  private static final int[] TAPS = {10, 3, 3, 3, 3, 2, 2};
  private static final int[] STRIDES = {5, 2, 2, 2, 2, 2, 2};
  private static final int POSITION_TAPS = 128;
  private static final int POSITION_GROUPS = 16;
  private static final int VOICE = 256;
  private static final int HEADS = 4;
  private static final int LSTM = 128;
  private static final int TRANSFORMER = 2 * VOICE;
  private static final int ENCODER_LAYERS = 3;
  private static final float ALPHA = 0.1f;
  private static final String SELF = "self_pcm";
  private static final String PARTNER = "partner_pcm";
  private static final String PARTNER_MOTION = "partner_motion";
  private static final String MOTION = "motion";

  private final OnnxGraph graph = new OnnxGraph();
  private final ClipGraph g;
  private final Encoder encoder;
  private final int frames;

  private DualTalkShape(Encoder encoder, int frames, long seed) {
    this.g = new ClipGraph(graph, seed);
    this.encoder = encoder;
    this.frames = frames;
  }

  /**
   * The file's bytes: 0.4 GB with the base encoder, 1.3 GB with the large one.
   *
   * @param window what it is run on
   */
  public static byte[] write(
      Encoder encoder, MotionSpace space, ModelCard.Window window, long seed) {
    return new DualTalkShape(encoder, window.length(), seed).write(space, window);
  }

  private byte[] write(MotionSpace space, ModelCard.Window window) {
    int samples = frames * SAMPLES_A_FRAME;
    String self = voice(graph.input(SELF, samples), samples);
    String partner = voice(graph.input(PARTNER, samples), samples);
    String seen = graph.input(PARTNER_MOTION, frames, space.size());
    String motion = g.relu(g.linear(g.relu(g.linear(seen, space.size(), LSTM)), LSTM, VOICE));
    String enhanced = g.attention(partner, frames, motion, frames, VOICE, HEADS);
    enhanced = g.bidirectionalLstm(enhanced, frames, VOICE, LSTM);
    enhanced = g.bidirectionalLstm(enhanced, frames, 2 * LSTM, LSTM);
    String x = g.concat(self, enhanced);
    String memory = x;
    for (int k = 0; k < ENCODER_LAYERS; k++) {
      memory = g.encoderLayer(memory, frames, TRANSFORMER, HEADS, 4 * TRANSFORMER);
    }
    String y = g.decoderLayer(x, memory, frames, TRANSFORMER, HEADS, 4 * TRANSFORMER);
    y = g.add(y, g.scaled(g.linear(y, TRANSFORMER, TRANSFORMER), ALPHA));
    String face = g.scaled(g.linear(y, TRANSFORMER, space.size()), ALPHA);
    graph.named("Identity", MOTION, face);
    graph.output(MOTION, frames, space.size());
    return graph.toBytes(
        Map.of(ModelCard.METADATA_KEY, CardWriter.write(card(space, window, samples))));
  }

  private static ModelCard card(MotionSpace space, ModelCard.Window window, int samples) {
    return new ModelCard(
        ModelCard.Kind.WINDOW,
        space,
        LOOKAHEAD,
        RATE,
        List.of(
            input(Role.SELF_PCM, SELF, samples),
            input(Role.PARTNER_PCM, PARTNER, samples),
            input(Role.PARTNER_MOTION, PARTNER_MOTION, window.length(), space.size())),
        null,
        List.of(),
        MOTION,
        Set.of(ModelCard.Behaviour.HEAD),
        window,
        "Apache-2.0",
        "Nothing: weights of chance in the shape of DualTalk's network.");
  }

  private static ModelCard.Input input(Role role, String tensor, Integer... shape) {
    return new ModelCard.Input(role, tensor, List.of(shape), role.ofPartner(), List.of());
  }

  /** What is heard at each frame: [B, frames, VOICE]. */
  private String voice(String pcm, int samples) {
    String x = g.normalised(pcm, samples);
    int n = samples;
    int channels = encoder.channels;
    for (int k = 0; k < TAPS.length; k++) {
      x = g.conv(x, k == 0 ? 1 : channels, channels, TAPS[k], STRIDES[k], 0, 1);
      x = g.gelu(k == 0 ? g.channelNorm(x, channels) : x);
      n = (n - TAPS[k]) / STRIDES[k] + 1;
    }
    x = g.linear(g.layerNorm(g.turned(x), channels), channels, encoder.size);
    int size = encoder.size;
    String place = g.conv(g.turned(x), size, size, POSITION_TAPS, 1, POSITION_TAPS / 2, groups());
    // An even number of taps gives one frame too many.
    x = g.layerNorm(g.add(x, g.gelu(g.first(g.turned(place), n))), size);
    for (int k = 0; k < encoder.layers; k++) {
      x = g.encoderLayer(x, n, size, encoder.heads, encoder.hidden);
    }
    return g.linear(g.resampled(x, n, frames), size, VOICE);
  }

  private int groups() {
    return Math.min(POSITION_GROUPS, encoder.size / 4);
  }
}
