/** Mesh, morph targets, joints and skinning. */
@NullMarked
package io.visavis.avatar.rig;

import org.jspecify.annotations.NullMarked;
