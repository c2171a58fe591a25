/** Finds how motion of one space moves heads of another. */
@NullMarked
package io.visavis.avatar.retarget;

import org.jspecify.annotations.NullMarked;
