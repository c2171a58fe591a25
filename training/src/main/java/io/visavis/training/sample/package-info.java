/** The sample conversation that ships with the server. */
@NullMarked
package io.visavis.training.sample;

import org.jspecify.annotations.NullMarked;
