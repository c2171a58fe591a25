/** The server. */
@NullMarked
package io.visavis.server;

import org.jspecify.annotations.NullMarked;
