/** Tests of the media clock; no wall time in them. */
@NullMarked
package io.visavis.media.clock;

import org.jspecify.annotations.NullMarked;
