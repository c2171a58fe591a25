/** A voice's own clock against ours: drift is estimated from arrivals and taken out. */
@NullMarked
package io.visavis.media.clock;

import org.jspecify.annotations.NullMarked;
