package io.visavis.render.seam;

/**
 * The inpainting generator F of GaussianTalker's composite (eq. 19). Called by whichever thread
 * draws, by several at a time.
 */
@FunctionalInterface
public interface Inpainter {
  /**
   * Makes a picture of a picture.
   *
   * <p>The arrays may be longer than that.
   *
   * @param picture [3, rows, columns] the head over its plate, display sRGB 0..1
   * @param mask [rows, columns] M: 0 where there is only the plate, 1 only the head
   * @param made [3, rows, columns] what it makes of it, display sRGB 0..1
   * @return whether it made anything; if not, {@code made} is undefined
   */
  boolean inpaint(float[] picture, float[] mask, float[] made);
}
