/** Tests of the load client. */
@NullMarked
package io.visavis.loadclient;

import org.jspecify.annotations.NullMarked;
