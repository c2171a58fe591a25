/** Says in words what is wrong with an avatar, and what to do about it. */
@NullMarked
package io.visavis.avatar.check;

import org.jspecify.annotations.NullMarked;
