/** A face's own life: blinks, gaze, breath, idle head motion and nods, seeded and causal. */
@NullMarked
package io.visavis.inference.behaviour;

import org.jspecify.annotations.NullMarked;
