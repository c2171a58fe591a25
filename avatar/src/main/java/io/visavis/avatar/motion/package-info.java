/** Motion spaces and frames. */
@NullMarked
package io.visavis.avatar.motion;

import org.jspecify.annotations.NullMarked;
