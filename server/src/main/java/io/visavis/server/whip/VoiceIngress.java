package io.visavis.server.whip;

/** Where the voice of a WHIP publisher goes. Conversations implement it. */
public interface VoiceIngress {
  /**
   * Begins to publish one participant's voice. Called from a request thread; may block shortly.
   *
   * @throws MediaRefusedException if there is no such participant ({@code NOT_FOUND}), or somebody
   *     publishes this voice already, over whatever transport ({@code TAKEN})
   */
  Publisher publish(String conversation, String participant) throws MediaRefusedException;

  /** One participant's voice, as it arrives. */
  interface Publisher {
    /**
     * Takes consecutive samples, already on the server's clock: drift is taken out, loss is
     * concealed, sample k stands for the first arrival plus k/48000 s, within a few milliseconds.
     *
     * <p>Called from a native callback thread, one call at a time: copies into a bounded queue and
     * returns. Never blocks, never throws.
     *
     * @param pcm48k mono in -1..1 at 48 kHz; the caller's array, valid during the call only
     * @param arrivalNanos {@link System#nanoTime} of the arrival of the last of these samples
     */
    void samples(float[] pcm48k, int offset, int length, long arrivalNanos);

    /**
     * The publisher has left, or has vanished. Called once, from any thread, after the last
     * samples.
     */
    void end();
  }
}
