/** The server put together: one port, its lanes, its timers. */
@NullMarked
package io.visavis.server.app;

import org.jspecify.annotations.NullMarked;
