/** Wavefront OBJ, the mesh of it, read as what it is: text of strangers. */
@NullMarked
package io.visavis.avatar.obj;

import org.jspecify.annotations.NullMarked;
