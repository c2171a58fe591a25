/** What a face is: an avatar and its Gaussians. */
@NullMarked
package io.visavis.avatar;

import org.jspecify.annotations.NullMarked;
