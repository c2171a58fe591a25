/** Tests of Opus packets and files. */
@NullMarked
package io.visavis.media.opus;

import org.jspecify.annotations.NullMarked;
