/** Where a head meets its plate, and the network that mends what is seen there. */
@NullMarked
package io.visavis.render.seam;

import org.jspecify.annotations.NullMarked;
