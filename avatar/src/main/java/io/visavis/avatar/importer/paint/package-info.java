/** Meshes of heads without Gaussians are painted: skin, lips, eyes, brows, hair, light. */
@NullMarked
package io.visavis.avatar.importer.paint;

import org.jspecify.annotations.NullMarked;
