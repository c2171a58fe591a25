/** PLY files of Gaussians, read as what they are: data of strangers. */
@NullMarked
package io.visavis.avatar.ply;

import org.jspecify.annotations.NullMarked;
