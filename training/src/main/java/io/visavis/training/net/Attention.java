package io.visavis.training.net;

/**
 * How attention looks back.
 *
 * @param asks channels of what asks
 * @param seen channels of what is seen
 * @param channels of queries, keys and values
 * @param heads that divide those among them
 * @param window frames that are seen: the query's own and those before it
 * @param bias how much less a frame counts at the far end of the window, in the logit of the last
 *     head; the first head has none (biased attention: FaceFormer, Fan et al. 2022)
 */
public record Attention(int asks, int seen, int channels, int heads, int window, float bias) {
  /** Channels of a head. */
  int size() {
    return channels / heads;
  }

  /** The bias of a head at a distance of some frames. */
  float bias(int head, int distance) {
    return -bias * head / Math.max(1, heads - 1) * distance / window;
  }
}
