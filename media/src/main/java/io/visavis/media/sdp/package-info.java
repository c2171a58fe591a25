/** Session descriptions as text: checked here, before any native code sees them. */
@NullMarked
package io.visavis.media.sdp;

import org.jspecify.annotations.NullMarked;
