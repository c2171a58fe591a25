package io.visavis.inference;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.behaviour.Draws;
import io.visavis.inference.behaviour.FaceLife;
import io.visavis.inference.behaviour.MouthHush;
import io.visavis.inference.behaviour.MouthRest;
import io.visavis.inference.expression.Expression;
import io.visavis.inference.model.ModelCard;
import io.visavis.inference.model.MotionModel;
import io.visavis.inference.model.Role;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One portrayal's way from voices to motion: samples, partner motion and controls in; one motion
 * frame for each {@link MotionBatch#step}. Motion is a pure function of samples, partner motion,
 * controls and seed, however the samples are cut and whoever else is in the batch.
 *
 * <p>Owned by one lane thread; nothing else touches it.
 */
public final class MotionStream {
  /**
   * How far mouthClose may go beyond jawOpen, where the lips touch: further they pass each other.
   */
  private static final float LIPS_PRESSED = 0.04f;

  /** Of a face whose model fails, so much is left a frame later: it rests after half a second. */
  private static final float REST = 0.8f;

  /** A model that works again has the face to itself after so many frames: 1 / this. */
  private static final float TRUST_GAINED = 0.1f;

  /** Whether a partner's voice is given. */
  public enum Partner {
    /** A frame waits for the partner's samples as for those of self; silence is given as zeros. */
    EXPECTED,
    /** Nobody gives a partner's voice; it is silent. */
    ABSENT
  }

  private final MotionModel model;
  private final ModelCard card;
  private final Hearing hearing;
  private final long seed;
  private final Partner expected;
  private final Voice self;
  private final Voice partner;
  private final @Nullable PartnerMotion partnerMotion;
  private final Controls controls;
  private final boolean hearsEmotion;
  private final boolean hearsRelation;
  private final MouthRest rest = new MouthRest();

  /** A model that hears the partner smiles while it listens; its mouth is its own. */
  private final boolean rests;

  private final MouthHush hush;
  private final FaceLife life;
  private final int featureRows;
  private final int pcmSamples;
  private final float[] silence = new float[480];

  private final float[][] run; // [hop + fade][size] frames of the last run
  private final float[][] tail; // [fade][size] frames of the run before that reach into it
  private final float[] raw;
  private final float[] shown; // raw of the frame before
  private float trust = 1;
  private final float[] motion;
  private final List<String> notes = new ArrayList<>();
  private final Set<Role> noted = EnumSet.noneOf(Role.class);
  private boolean partnerMotionRefused;
  private long frame;
  private boolean works = true;
  private long badFrames;

  /** The batch that holds this stream's states; kept by {@link MotionBatch}. */
  @Nullable MotionBatch batch;

  /** Row in {@link #batch}. */
  int row;

  /** A portrayal at time zero whose partner's voice is given, silence included. */
  public MotionStream(MotionModel model, long seed) {
    this(model, seed, Partner.EXPECTED);
  }

  /**
   * A portrayal at time zero.
   *
   * @param seed same seed, same face
   */
  public MotionStream(MotionModel model, long seed, Partner partner) {
    this.model = model;
    this.card = model.card();
    this.hearing = Hearing.of(card);
    this.seed = seed;
    this.expected = partner;
    this.featureRows = Math.max(rows(Role.SELF_LOGMEL), rows(Role.PARTNER_LOGMEL));
    this.pcmSamples = Math.max(rows(Role.SELF_PCM), rows(Role.PARTNER_PCM));
    this.self = new Voice(card, hearing, rows(Role.SELF_LOGMEL), rows(Role.SELF_PCM));
    this.partner = new Voice(card, hearing, rows(Role.PARTNER_LOGMEL), rows(Role.PARTNER_PCM));
    int motionRows = Math.max(rows(Role.PARTNER_MOTION), rows(Role.PARTNER_MASK));
    this.partnerMotion = motionRows > 0 ? new PartnerMotion(card.space(), motionRows) : null;
    this.controls =
        new Controls(card.input(Role.IDENTITY).map(ModelCard.Input::names).orElse(List.of()));
    this.hearsEmotion = card.hears(Role.EMOTION);
    this.hearsRelation = card.hears(Role.RELATION);
    boolean hearsPartner = card.inputs().stream().anyMatch(i -> i.role().ofPartner());
    this.rests = !hearsPartner;
    this.hush = new MouthHush(hearing.framesAhead());
    this.life = new FaceLife(seed, card.does(), hearsPartner);
    int size = card.space().size();
    ModelCard.Window window = card.window();
    this.run = new float[window == null ? 1 : window.hop() + window.fade()][size];
    this.tail = new float[window == null ? 0 : window.fade()][size];
    this.raw = new float[size];
    this.shown = new float[size];
    this.motion = new float[size];
  }

  private int rows(Role role) {
    return card.input(role).map(input -> input.shape().getFirst()).orElse(0);
  }

  /**
   * Takes the next samples of self, in any number. What is not a number becomes 0.
   *
   * @throws IllegalStateException if it is two minutes ahead of the frames
   */
  public void self(float[] pcm48k, int offset, int length) {
    self.accept(pcm48k, offset, length);
  }

  /** Takes the next samples of the partner, in any number. What is not a number becomes 0. */
  public void partner(float[] pcm48k, int offset, int length) {
    if (expected == Partner.ABSENT) {
      throw new IllegalStateException("This portrayal was made without a partner's voice.");
    }
    partner.accept(pcm48k, offset, length);
  }

  /**
   * Takes an observation of the partner's motion in the model's motion space. A frame sees the
   * newest one at or before its instant.
   *
   * @param t seconds, ascending
   * @param mask true where a value is tracked; null if all are
   * @throws IllegalArgumentException with one sentence if it cannot be used
   */
  public void partnerMotion(double t, float[] values, boolean @Nullable [] mask) {
    if (partnerMotion != null) {
      partnerMotion.add(t, values, mask);
    } else if (!partnerMotionRefused) {
      partnerMotionRefused = true;
      notes.add(
          "The model %s does not hear the partner's motion; it is left out."
              .formatted(model.name()));
    }
  }

  /**
   * Changes relation, emotion or identity.
   *
   * @param atSample 48 kHz sample of self at which the change begins
   * @return the sample at which it does begin: not before the next frame
   * @throws IllegalArgumentException with one sentence if the model has no such identity
   */
  public long control(Control change, long atSample) {
    switch (change) {
      case Control.Hush h -> {}
      case Control.SetEmotion e -> {
        note(
            Role.EMOTION,
            "The model %s does not hear emotion; the expression layer shows it instead.");
      }
      case Control.SetRelation r -> {
        note(
            Role.RELATION,
            "The model %s does not hear the relation; gaze and a slight style show it instead.");
      }
      case Control.SetIdentity i -> {
        note(Role.IDENTITY, "The model %s does not hear identity; it is left out.");
        List<String> known =
            card.input(Role.IDENTITY).map(ModelCard.Input::names).orElse(List.of());
        if (!known.isEmpty() && !known.contains(i.name())) {
          throw new IllegalArgumentException(
              "The model %s has no identity '%s'; it has %s."
                  .formatted(model.name(), i.name(), String.join(", ", known)));
        }
      }
    }
    return controls.add(change, atSample, frame);
  }

  private void note(Role role, String sentence) {
    if (!card.hears(role) && noted.add(role)) {
      notes.add(sentence.formatted(model.name()));
    }
  }

  /** Sentences for the user since the last call: what the model does not hear, each once. */
  public List<String> takeNotes() {
    if (notes.isEmpty()) {
      return List.of();
    }
    List<String> taken = List.copyOf(notes);
    notes.clear();
    return taken;
  }

  /** Whether the samples that the next frame needs are there. */
  public boolean ready() {
    long needed = neededSamples48k();
    return self.received() >= needed
        && (expected == Partner.ABSENT || partner.received() >= needed);
  }

  /** How many samples, from the beginning of the stream, the next frame needs. */
  public long neededSamples48k() {
    int ahead = needsRun() ? hearing.framesAhead() : 0;
    return (frame + ahead) * Hearing.FRAME + hearing.ahead48k();
  }

  /** Number n of the frame that the next step makes; its instant is n / 25 s. */
  public long nextFrame() {
    return frame;
  }

  /**
   * The frame made by the last step: [55] of an arkit model with expression and behaviour applied,
   * [56] as it came from a flame model. The same array every time.
   */
  public float[] motion() {
    return motion;
  }

  /** The motion space of {@link #motion()}. */
  public MotionSpace space() {
    return card.space();
  }

  /** [7] intensities 0..3 of the emotions at the last frame; live. */
  public float[] emotion() {
    return controls.emotion();
  }

  /** [3] the relation at the last frame, as {@link Relation#write} has it; live. */
  public float[] relation() {
    return controls.relation();
  }

  /** Samples beyond a frame's instant that it may need; the look-ahead, at 48 kHz. */
  public int lookaheadSamples48k() {
    return hearing.framesAhead() * Hearing.FRAME + hearing.ahead48k();
  }

  /** Whether self was heard to speak at the last frame. */
  public boolean speaking() {
    return frame > 0 && self.speaking(frame - 1);
  }

  /** Samples so far that were not numbers, or louder than four times full scale. */
  public long mendedSamples() {
    return self.mended() + partner.mended();
  }

  /**
   * Frames so far for which the model gave what is not a number. The face eases to rest meanwhile,
   * and the model begins anew.
   */
  public long badFrames() {
    return badFrames;
  }

  /** Whether the model made the last frame; else it gave what is not a number. */
  public boolean modelWorks() {
    return works;
  }

  /** Whether anything of the partner's face was known at the last frame to a model that sees it. */
  public boolean seesPartner() {
    return partnerMotion != null && partnerMotion.seen();
  }

  MotionModel model() {
    return model;
  }

  /** Whether the next step runs the model; a window model does so every {@code hop} frames. */
  boolean needsRun() {
    ModelCard.Window window = card.window();
    return window == null || frame % window.hop() == 0;
  }

  /** Refuses a step for which samples are missing. */
  void requireReady() {
    if (!ready()) {
      throw new IllegalStateException(
          "Frame %d is not ready: it needs %d samples, and %d of self and %d of the partner are there."
              .formatted(frame, neededSamples48k(), self.received(), partner.received()));
    }
  }

  /** First part of a step: everything but the model's run moves to the frame. */
  void begin() {
    if (expected == Partner.ABSENT) {
      while (partner.received() < neededSamples48k()) {
        partner.accept(silence, 0, silence.length);
      }
    }
    controls.advanceTo(frame);
    if (needsRun() && partnerMotion != null) {
      partnerMotion.advanceTo(frame + hearing.framesAhead());
    }
  }

  /** Writes what the model hears at this frame. */
  void gather(ModelCard.Input input, FloatBuffer out, int position) {
    long newest = frame + hearing.framesAhead();
    int rows = input.shape().getFirst();
    switch (input.role()) {
      case SELF_LOGMEL -> self.copyFeatures(newest, rows, out, position);
      case PARTNER_LOGMEL -> partner.copyFeatures(newest, rows, out, position);
      case SELF_PCM -> self.copyPcm(newest, rows, out, position);
      case PARTNER_PCM -> partner.copyPcm(newest, rows, out, position);
      case PARTNER_MOTION -> {
        if (partnerMotion != null) {
          partnerMotion.copyValues(newest, rows, out, position);
        }
      }
      case PARTNER_MASK -> {
        if (partnerMotion != null) {
          partnerMotion.copyMask(newest, rows, out, position);
        }
      }
      case RELATION -> out.put(position, controls.relation(), 0, rows);
      case EMOTION -> {
        out.put(position, Emotion.neutral(controls.emotion()));
        out.put(position + 1, controls.emotion(), 0, EmotionName.COUNT);
      }
      case IDENTITY -> out.put(position, controls.identity(), 0, rows);
      case NOISE -> {
        for (int i = 0; i < rows; i++) {
          out.put(position + i, (float) Draws.normalAt(seed, frame, i));
        }
      }
    }
  }

  /** Takes the output of a run: one frame of a step model, a window of a window model. */
  void take(FloatBuffer out, int position) {
    int size = raw.length;
    ModelCard.Window window = card.window();
    if (window == null) {
      out.get(position, run[0], 0, size);
      return;
    }
    for (int i = 0; i < window.fade(); i++) {
      System.arraycopy(run[window.hop() + i], 0, tail[i], 0, size);
    }
    int from = window.length() - run.length;
    for (int i = 0; i < run.length; i++) {
      out.get(position + (from + i) * size, run[i], 0, size);
    }
  }

  /** Last part of a step: the frame itself. */
  void finish() {
    works = select();
    if (works) {
      System.arraycopy(run[runFrame()], 0, raw, 0, raw.length);
      fade();
    } else {
      badFrames++;
      rest();
    }
    recover();
    System.arraycopy(raw, 0, motion, 0, raw.length);
    if (card.space() == MotionSpace.ARKIT) {
      limit();
      if (rests) {
        rest.apply(self.speaking(frame), motion);
      }
      hush.apply(controls.hush(), motion);
      if (!hearsEmotion) {
        Expression.feel(controls.emotion(), motion);
      }
      if (!hearsRelation) {
        Expression.relate(controls.relation(), motion);
      }
      life.apply(
          frame, self.speaking(frame), partner.speaking(frame), controls.relation()[2], motion);
      limit();
    }
    self.forgetBefore(frame, featureRows, pcmSamples);
    partner.forgetBefore(frame, featureRows, pcmSamples);
    frame++;
  }

  /** A step of the way from the frame before to a face at rest. */
  private void rest() {
    for (int i = 0; i < raw.length; i++) {
      raw[i] = shown[i] * REST;
    }
  }

  /** After frames that were no numbers, the model's next ones are not jumped to. */
  private void recover() {
    trust = works ? Math.min(1, trust + TRUST_GAINED) : 0;
    for (int i = 0; i < raw.length; i++) {
      if (works && trust < 1) {
        raw[i] = shown[i] + trust * (raw[i] - shown[i]);
      }
      shown[i] = raw[i];
    }
  }

  private int runFrame() {
    ModelCard.Window window = card.window();
    return window == null ? 0 : (int) (frame % window.hop());
  }

  /** Whether the model's frame is all numbers. */
  private boolean select() {
    for (float value : run[runFrame()]) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** Blends the first frames of a run with what the run before made of the same instants. */
  private void fade() {
    ModelCard.Window window = card.window();
    int i = runFrame();
    if (window == null || i >= window.fade() || frame < window.hop()) {
      return;
    }
    float weight = (i + 1f) / (window.fade() + 1f);
    for (int c = 0; c < raw.length; c++) {
      if (Float.isFinite(tail[i][c])) {
        raw[c] = tail[i][c] + weight * (raw[c] - tail[i][c]);
      }
    }
  }

  private void limit() {
    for (int i = 0; i < motion.length; i++) {
      boolean angle = i >= ArkitChannel.COEFFICIENTS;
      motion[i] = angle ? Math.clamp(motion[i], -1.2f, 1.2f) : Math.clamp(motion[i], 0, 1);
    }
    int close = ArkitChannel.MOUTH_CLOSE.ordinal();
    float jaw = motion[ArkitChannel.JAW_OPEN.ordinal()];
    motion[close] = Math.min(motion[close], jaw + LIPS_PRESSED);
  }
}
