/** FLAME's head model, as a file that a user brings: read, completed with teeth, made a mesh. */
@NullMarked
package io.visavis.avatar.flame;

import org.jspecify.annotations.NullMarked;
