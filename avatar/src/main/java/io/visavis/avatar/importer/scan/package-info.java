/** Scans of heads, Gaussians that are bound to nothing, become avatars. */
@NullMarked
package io.visavis.avatar.importer.scan;

import org.jspecify.annotations.NullMarked;
