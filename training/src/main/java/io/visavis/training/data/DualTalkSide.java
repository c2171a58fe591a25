package io.visavis.training.data;

import io.visavis.inference.Relation;

/**
 * One speaker of a recorded conversation.
 *
 * @param voice 16 kHz
 * @param motion [frames][56] in the {@code flame} space: expression 50, jaw 3, neck 3, axis-angle
 * @param relation how this one stands to the other
 */
public record DualTalkSide(float[] voice, float[][] motion, Relation relation) {}
