/** What a motion model hears: mel spectra and their normalisation. */
@NullMarked
package io.visavis.inference.feature;

import org.jspecify.annotations.NullMarked;
