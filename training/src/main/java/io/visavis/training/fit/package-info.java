/** Training: augmentation, batches, loss, optimiser, checkpoints. */
@NullMarked
package io.visavis.training.fit;

import org.jspecify.annotations.NullMarked;
