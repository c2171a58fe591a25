/** The networks that avatars bring for their correctives, run for a batch of portrayals. */
@NullMarked
package io.visavis.inference.corrective;

import org.jspecify.annotations.NullMarked;
