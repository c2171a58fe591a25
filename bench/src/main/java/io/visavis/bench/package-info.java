/** Measurements. */
@NullMarked
package io.visavis.bench;

import org.jspecify.annotations.NullMarked;
