package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.Emotion;
import io.visavis.inference.EmotionName;
import io.visavis.inference.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a contact sheet shows.
 *
 * @param columns cells in a row
 * @param cells row by row
 */
record Sheet(int columns, List<Cell> cells) {

  /**
   * One picture of a sheet.
   *
   * @param label what is written below
   * @param motion as {@link MotionSet} takes it
   * @param yaw of the camera, degrees
   * @param pitch of the camera, degrees
   * @param mood what is felt besides
   */
  record Cell(String label, String motion, double yaw, double pitch, Mood mood) {
    Cell(String label, String motion) {
      this(label, motion, 0, 0);
    }

    Cell(String label, String motion, double yaw, double pitch) {
      this(label, motion, yaw, pitch, Mood.NEUTRAL);
    }

    Cell(String label, Emotion emotion) {
      this(label, "", 0, 0, new Mood(emotion, Relation.DEFAULT));
    }
  }

  /** The sheets there are. */
  enum Kind {
    VISEMES,
    ARKIT,
    VIEWS,
    EMOTIONS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that name. */
    static Kind of(String name) {
      for (Kind kind : values()) {
        if (kind.toString().equals(name)) {
          return kind;
        }
      }
      throw new UsageException(
          "There is no sheet '%s'; there are visemes, arkit, views and emotions.".formatted(name));
    }

    /** The sheet for an avatar. */
    Sheet sheet(Avatar avatar) {
      if (this != VIEWS && !avatar.isMovedBy(MotionSpace.ARKIT)) {
        throw new UsageException(
            "The sheet '%s' shows arkit motion, and this avatar is moved by %s; the sheet 'views' is right for it."
                .formatted(this, avatar.space().id()));
      }
      return switch (this) {
        case VISEMES -> visemes();
        case ARKIT -> arkit();
        case VIEWS -> views(avatar.space());
        case EMOTIONS -> emotions();
      };
    }
  }

  /** Mouth shapes of speech, then lids and a smile by quarters. */
  private static Sheet visemes() {
    return new Sheet(
        5,
        List.of(
            new Cell("rest", ""),
            new Cell(
                "p b m",
                "mouthPressLeft=.35,mouthPressRight=.35,mouthRollLower=.25,mouthRollUpper=.25"),
            new Cell(
                "f v", "jawOpen=.08,mouthRollLower=.6,mouthUpperUpLeft=.25,mouthUpperUpRight=.25"),
            new Cell(
                "th", "jawOpen=.16,tongueOut=.35,mouthLowerDownLeft=.15,mouthLowerDownRight=.15"),
            new Cell(
                "t d n l",
                "jawOpen=.14,mouthLowerDownLeft=.25,mouthLowerDownRight=.25,mouthUpperUpLeft=.1,mouthUpperUpRight=.1"),
            new Cell("k g", "jawOpen=.2,mouthLowerDownLeft=.15,mouthLowerDownRight=.15"),
            new Cell(
                "s z",
                "jawOpen=.06,mouthStretchLeft=.3,mouthStretchRight=.3,mouthLowerDownLeft=.3,mouthLowerDownRight=.3,mouthUpperUpLeft=.2,mouthUpperUpRight=.2"),
            new Cell("sh ch", "jawOpen=.1,mouthFunnel=.6,mouthPucker=.15"),
            new Cell("r", "jawOpen=.12,mouthFunnel=.35,mouthPucker=.25"),
            new Cell("ah", "jawOpen=.6,mouthLowerDownLeft=.2,mouthLowerDownRight=.2"),
            new Cell(
                "eh",
                "jawOpen=.35,mouthStretchLeft=.2,mouthStretchRight=.2,mouthUpperUpLeft=.15,mouthUpperUpRight=.15"),
            new Cell(
                "ee",
                "jawOpen=.14,mouthStretchLeft=.45,mouthStretchRight=.45,mouthSmileLeft=.25,mouthSmileRight=.25,mouthLowerDownLeft=.2,mouthLowerDownRight=.2"),
            new Cell("oh", "jawOpen=.35,mouthFunnel=.55,mouthPucker=.25"),
            new Cell("oo w", "jawOpen=.1,mouthPucker=.85,mouthFunnel=.2"),
            new Cell("lips touch, jaw open", "jawOpen=.4,mouthClose=.4"),
            new Cell("blink 1/4", "eyeBlinkLeft=.25,eyeBlinkRight=.25"),
            new Cell("blink 1/2", "eyeBlinkLeft=.5,eyeBlinkRight=.5"),
            new Cell("blink 3/4", "eyeBlinkLeft=.75,eyeBlinkRight=.75"),
            new Cell("blink", "eyeBlinkLeft=1,eyeBlinkRight=1"),
            new Cell(
                "smile",
                "mouthSmileLeft=.8,mouthSmileRight=.8,cheekSquintLeft=.5,cheekSquintRight=.5")));
  }

  /** Every coefficient at 1, then the head's turns. */
  private static Sheet arkit() {
    List<Cell> cells = new ArrayList<>();
    cells.add(new Cell("rest", ""));
    for (ArkitChannel channel : ArkitChannel.values()) {
      String name = channel.channelName();
      if (channel.ordinal() < ArkitChannel.COEFFICIENTS) {
        // Lips that close by themselves do nothing that can be seen.
        String with = channel == ArkitChannel.MOUTH_CLOSE ? ",jawOpen=1" : "";
        cells.add(new Cell(name + with.replace("=1", ""), name + "=1" + with));
      } else {
        cells.add(new Cell(name + " .5", name + "=.5"));
        cells.add(new Cell(name + " -.5", name + "=-.5"));
      }
    }
    return new Sheet(8, cells);
  }

  /** All around the head. */
  private static Sheet views(MotionSpace space) {
    List<Cell> cells = new ArrayList<>();
    for (double yaw : new double[] {-90, -60, -30, 0, 30, 60, 90, 135, 180, -135}) {
      cells.add(new Cell(String.format(Locale.ROOT, "camera yaw %.0f", yaw), "", yaw, 0));
    }
    for (double pitch : new double[] {30, -30}) {
      cells.add(new Cell(String.format(Locale.ROOT, "camera pitch %.0f", pitch), "", 0, pitch));
    }
    List<String> turns =
        space == MotionSpace.FLAME
            ? List.of("neckY=.8", "neckX=-.4", "neckZ=.4")
            : List.of("headYaw=.8", "headPitch=.4", "headRoll=.4");
    for (String turn : turns) {
      cells.add(new Cell(turn, turn));
    }
    return new Sheet(5, cells);
  }

  /** What the server shows for each emotion at rest: a row for each intensity, 1 to 3. */
  private static Sheet emotions() {
    List<Cell> cells = new ArrayList<>();
    for (int intensity = 1; intensity <= 3; intensity++) {
      cells.add(new Cell("neutral", ""));
      for (EmotionName emotion : EmotionName.values()) {
        float[] felt = new float[EmotionName.COUNT];
        felt[emotion.ordinal()] = intensity;
        cells.add(new Cell(emotion.id() + " " + intensity, new Emotion(felt)));
      }
    }
    return new Sheet(1 + EmotionName.COUNT, cells);
  }
}
