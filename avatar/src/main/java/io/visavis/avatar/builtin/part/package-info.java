/** The parts of a built-in head: what is drawn and which triangles carry it. */
@NullMarked
package io.visavis.avatar.builtin.part;

import org.jspecify.annotations.NullMarked;
