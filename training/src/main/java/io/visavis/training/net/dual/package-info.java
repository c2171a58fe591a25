/**
 * The dual-speaker motion network, a class for each module of the papers: DualTalk, RSATalker,
 * GaussianTalker and GaussianEmoTalker, made causal.
 */
@NullMarked
package io.visavis.training.net.dual;

import org.jspecify.annotations.NullMarked;
