/** Which avatars there are, by name. */
@NullMarked
package io.visavis.avatar.registry;

import org.jspecify.annotations.NullMarked;
