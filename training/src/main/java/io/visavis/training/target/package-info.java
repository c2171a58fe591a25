/** From phone times and sound to the motion that a network is to learn. */
@NullMarked
package io.visavis.training.target;

import org.jspecify.annotations.NullMarked;
