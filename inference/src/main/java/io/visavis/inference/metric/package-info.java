/** Distances that both training and the comparing of pictures use. */
@NullMarked
package io.visavis.inference.metric;

import org.jspecify.annotations.NullMarked;
