/** The sample conversation, whose voices the server speaks itself. */
@NullMarked
package io.visavis.server.sample;

import org.jspecify.annotations.NullMarked;
