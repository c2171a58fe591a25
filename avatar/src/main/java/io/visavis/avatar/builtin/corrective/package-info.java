/** What the built-in heads have besides their rig: creases, blushes, the set of a face. */
@NullMarked
package io.visavis.avatar.builtin.corrective;

import org.jspecify.annotations.NullMarked;
