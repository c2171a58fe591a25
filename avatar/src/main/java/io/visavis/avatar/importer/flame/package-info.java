/** FLAME's mean face, or a person's shape of it, becomes an avatar that is painted. */
@NullMarked
package io.visavis.avatar.importer.flame;

import org.jspecify.annotations.NullMarked;
