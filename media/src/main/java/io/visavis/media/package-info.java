/** Voices and pictures in and out of the process. */
@NullMarked
package io.visavis.media;

import org.jspecify.annotations.NullMarked;
