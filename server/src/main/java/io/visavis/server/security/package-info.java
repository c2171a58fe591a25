/** Secrets, and the one place where requests of every transport are let in or turned away. */
@NullMarked
package io.visavis.server.security;

import org.jspecify.annotations.NullMarked;
