/** Sound files and sample rates. */
@NullMarked
package io.visavis.inference.audio;

import org.jspecify.annotations.NullMarked;
