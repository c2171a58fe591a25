package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Sculpture;
import io.visavis.avatar.builtin.form.Vec;
import java.util.function.ToDoubleFunction;

/**
 * One person: everything that differs from another, in units of 10 cm.
 *
 * @param name registry name
 * @param title what a person reads
 * @param seed of every random choice
 * @param eye left eye; the right one is its mirror image
 * @param mouth closed mouth
 * @param head head, neck and shoulders
 * @param skull head without the neck: what hair lies on
 * @param body neck and shoulders alone
 * @param palette colours
 * @param complexion what is not even about the skin
 * @param brow brows
 * @param lashLength longest upper lash
 * @param ear middle of the left ear
 * @param neckRows heights of the first and last row of the neck
 * @param hair what grows on the head
 * @param whiskers beard
 * @param garment what is worn
 * @param stubble how much of the hair's colour lies on the skin, 0..1 over neutral points
 */
public record HeadRecipe(
    String name,
    String title,
    long seed,
    EyeShape eye,
    MouthShape mouth,
    Sculpture head,
    Sculpture skull,
    Sculpture body,
    Palette palette,
    Complexion complexion,
    Brow brow,
    double lashLength,
    Vec ear,
    double[] neckRows,
    Hair hair,
    Whiskers whiskers,
    Garment garment,
    ToDoubleFunction<Vec> stubble) {

  /**
   * A brow.
   *
   * @param height of its inner end
   * @param arch how much higher its middle is
   * @param inner half thickness at the inner end
   * @param outer half thickness at the outer end
   * @param hairs hairs a side
   * @param opacity of a hair
   */
  public record Brow(
      double height, double arch, double inner, double outer, int hairs, double opacity) {}

  /**
   * A beard.
   *
   * @param hairs how many, 0 for none
   * @param length of a hair
   * @param grey share of them that is grey
   */
  public record Whiskers(int hairs, double length, double grey) {
    public static final Whiskers NONE = new Whiskers(0, 0, 0);
  }

  /** What is worn. */
  public enum Garment {
    /** A knitted jumper with a round ribbed collar. */
    JUMPER,
    /** A shirt of smooth cloth with a collar that is folded down and open at the throat. */
    SHIRT
  }

  /** Grows hair into a studio. */
  @FunctionalInterface
  public interface Hair {
    void grow(Studio studio);
  }
}
