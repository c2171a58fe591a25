/** Linear bases over the attributes of Gaussians, and how they compose with them. */
@NullMarked
package io.visavis.avatar.corrective;

import org.jspecify.annotations.NullMarked;
