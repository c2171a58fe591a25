/** The whole way of a frame without a clock: sound files in; motion, pictures and video out. */
@NullMarked
package io.visavis.server.offline;

import org.jspecify.annotations.NullMarked;
