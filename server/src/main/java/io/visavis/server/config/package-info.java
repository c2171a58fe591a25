/**
 * What the server is told at start: {@code reference.conf}, a file over it, secrets from outside.
 */
@NullMarked
package io.visavis.server.config;

import org.jspecify.annotations.NullMarked;
