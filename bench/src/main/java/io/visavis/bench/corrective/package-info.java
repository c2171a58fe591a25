/** What the networks of avatars' correctives cost. */
@NullMarked
package io.visavis.bench.corrective;

import org.jspecify.annotations.NullMarked;
