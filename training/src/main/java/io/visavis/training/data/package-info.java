/** Data sets of real conversations that users bring along. */
@NullMarked
package io.visavis.training.data;

import org.jspecify.annotations.NullMarked;
