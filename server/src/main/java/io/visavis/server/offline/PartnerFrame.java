package io.visavis.server.offline;

/**
 * What is known of a face at a time.
 *
 * @param t seconds
 * @param values in the vector order of their motion space
 * @param mask true where a value is known
 */
public record PartnerFrame(double t, float[] values, boolean[] mask) {}
