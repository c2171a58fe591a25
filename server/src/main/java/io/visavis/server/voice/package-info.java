/**
 * A participant's voice: from packets that arrive as they please to one gapless 48 kHz timeline.
 */
@NullMarked
package io.visavis.server.voice;

import org.jspecify.annotations.NullMarked;
