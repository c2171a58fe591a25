/** Pictures, or renders of an avatar, beside reference pictures, in figures. One thread. */
@NullMarked
package io.visavis.server.compare;

import org.jspecify.annotations.NullMarked;
