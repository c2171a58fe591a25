/** Google's GNM head model becomes an avatar that is painted. */
@NullMarked
package io.visavis.avatar.importer.gnm;

import org.jspecify.annotations.NullMarked;
