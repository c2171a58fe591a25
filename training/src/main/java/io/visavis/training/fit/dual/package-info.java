/** Training of the dual-speaker network on conversations. */
@NullMarked
package io.visavis.training.fit.dual;

import org.jspecify.annotations.NullMarked;
