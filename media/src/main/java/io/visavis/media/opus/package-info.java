/** Opus packets and Ogg Opus files. The only package that touches the native Opus library. */
@NullMarked
package io.visavis.media.opus;

import org.jspecify.annotations.NullMarked;
