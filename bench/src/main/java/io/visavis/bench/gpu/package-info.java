/** The GPU suite: agreement, changing batches and throughput of a device, in parts that resume. */
@NullMarked
package io.visavis.bench.gpu;

import org.jspecify.annotations.NullMarked;
