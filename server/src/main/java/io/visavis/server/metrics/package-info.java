/** What the server measures of itself. */
@NullMarked
package io.visavis.server.metrics;

import org.jspecify.annotations.NullMarked;
