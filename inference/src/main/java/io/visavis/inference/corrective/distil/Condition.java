package io.visavis.inference.corrective.distil;

/**
 * A situation in which a network is asked for its change; the neck is straight.
 *
 * @param calm [55] a frame of {@code arkit} without emotion
 * @param felt [55] the same face with the emotion in it
 * @param emotion [7] intensities 0..3
 * @param voice [rows 40] log-mel as {@link io.visavis.inference.corrective.VoiceRows} writes it;
 *     empty where it is not heard
 */
record Condition(float[] calm, float[] felt, float[] emotion, float[] voice) {}
