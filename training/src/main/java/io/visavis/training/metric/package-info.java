/** How near a face is to the truth, and how natural: the measures of DualTalk. */
@NullMarked
package io.visavis.training.metric;

import org.jspecify.annotations.NullMarked;
