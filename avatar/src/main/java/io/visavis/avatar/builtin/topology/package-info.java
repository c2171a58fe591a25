/** Points, rings and triangles of a built-in head. */
@NullMarked
package io.visavis.avatar.builtin.topology;

import org.jspecify.annotations.NullMarked;
