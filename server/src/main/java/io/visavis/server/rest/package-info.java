/** REST: conversations, avatars, figures. */
@NullMarked
package io.visavis.server.rest;

import org.jspecify.annotations.NullMarked;
