package io.visavis.bench.corrective;

/**
 * What the network of an avatar's correctives costs, gathering and all.
 *
 * @param what the network
 * @param coefficients that it gives
 * @param bytes of the network
 * @param alone milliseconds a frame of one portrayal, the median
 * @param batched milliseconds a portrayal a frame in a batch of {@link NetworkSection#BATCH}
 * @param glue bytes on the heap a portrayal a frame in that batch
 */
record NetworkCost(
    String what, int coefficients, int bytes, double alone, double batched, double glue) {}
