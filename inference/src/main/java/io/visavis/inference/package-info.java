/** Voices and partner motion to motion. */
@NullMarked
package io.visavis.inference;

import org.jspecify.annotations.NullMarked;
