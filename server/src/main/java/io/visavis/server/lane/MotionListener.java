package io.visavis.server.lane;

/**
 * Hears what becomes of a participant's facial motion, and of the networks that portray them.
 * Called on the lane's thread; indices are the participant's own samples.
 */
public interface MotionListener {
  /**
   * The participant's face is seen by the portrayal of the other one, for the first time or again.
   */
  void motionBack(long atSample);

  /** Nothing of the participant's face has been seen for half a second. */
  void motionLost(long atSample);

  /** The model that portrays the participant gave what is not a number; the face eases to rest. */
  void modelFailed(long atSample);

  /** The network that mends where the participant's avatar meets its plate is not run any more. */
  void inpaintingFailed(long atSample);

  /**
   * The participant is drawn at that width and height from the next frame on. Called on the thread
   * that draws, while the lane waits for it.
   *
   * @param wanted by the viewers
   */
  default void drawnAt(int size, int wanted) {}
}
