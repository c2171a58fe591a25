package io.visavis.server.whip;

/**
 * Where the pictures and the voice that a WHEP viewer gets come from. Conversations implement it.
 */
public interface ViewerEgress {
  /**
   * Admits one more viewer of the portrayal of {@code participant}: takes what encoding slots the
   * matte costs.
   *
   * @return gives the slot back; closed once
   * @throws MediaRefusedException if there is no such participant ({@code NOT_FOUND}), nothing to
   *     watch yet ({@code NOTHING_TO_WATCH}) or no slot is free ({@code FULL})
   */
  Slot admit(String conversation, String participant, Matte matte) throws MediaRefusedException;

  /**
   * Lets the portrayal's pictures and voice flow into {@code sink}, from the next frame on. There
   * is one sink a portrayal and matte however many viewers it has: the first viewer connects it,
   * the last one's leaving closes it.
   *
   * @return stops the flow; closed once; when close returns the sink is called no more
   * @throws MediaRefusedException as {@link #admit}
   */
  Slot connect(String conversation, String participant, Matte matte, PortrayalSink sink)
      throws MediaRefusedException;

  /** Something held that is given back by closing it. */
  interface Slot extends AutoCloseable {
    @Override
    void close();
  }
}
