/** Tests with real peer connections within this process. */
@NullMarked
package io.visavis.media.webrtc;

import org.jspecify.annotations.NullMarked;
