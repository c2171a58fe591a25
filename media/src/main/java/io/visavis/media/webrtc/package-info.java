/** Peer connections. The only package that touches webrtc-java; {@link WebRtc} holds the rules. */
@NullMarked
package io.visavis.media.webrtc;

import org.jspecify.annotations.NullMarked;
