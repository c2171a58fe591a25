/** Light that is baked into the colours of a built-in head. */
@NullMarked
package io.visavis.avatar.builtin.light;

import org.jspecify.annotations.NullMarked;
