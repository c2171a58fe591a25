/** The kernels as C++ on this CPU. */
@NullMarked
package io.visavis.cuda.shim;

import org.jspecify.annotations.NullMarked;
