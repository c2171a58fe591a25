/** Tests of session descriptions as text. */
@NullMarked
package io.visavis.media.sdp;

import org.jspecify.annotations.NullMarked;
