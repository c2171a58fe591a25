/** The avatar file: a binary glTF with an extension of its own. See docs/avatar-file.md. */
@NullMarked
package io.visavis.avatar.glb;

import org.jspecify.annotations.NullMarked;
