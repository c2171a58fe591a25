/** The fall-back and the named baseline: plain float Java in tiles. */
@NullMarked
package io.visavis.render.scalar;

import org.jspecify.annotations.NullMarked;
