/** How well lips follow speech, measured through the exported model. */
@NullMarked
package io.visavis.training.evaluate;

import org.jspecify.annotations.NullMarked;
