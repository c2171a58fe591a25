@NullMarked
package io.visavis.server.testing;

import org.jspecify.annotations.NullMarked;
