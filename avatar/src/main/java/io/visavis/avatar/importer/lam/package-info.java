/** What LAM, the Large Avatar Model, exports becomes an avatar. */
@NullMarked
package io.visavis.avatar.importer.lam;

import org.jspecify.annotations.NullMarked;
