/** Heads that were made elsewhere become avatars. */
@NullMarked
package io.visavis.avatar.importer;

import org.jspecify.annotations.NullMarked;
