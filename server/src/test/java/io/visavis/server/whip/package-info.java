/** WHIP and WHEP over HTTP, with real peer connections. */
@NullMarked
package io.visavis.server.whip;

import org.jspecify.annotations.NullMarked;
