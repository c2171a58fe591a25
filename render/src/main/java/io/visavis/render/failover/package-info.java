/** A back end that may fail, with another one that stands by. */
@NullMarked
package io.visavis.render.failover;

import org.jspecify.annotations.NullMarked;
