/** Hair of the built-in heads, strand by strand. */
@NullMarked
package io.visavis.avatar.builtin.hair;

import org.jspecify.annotations.NullMarked;
