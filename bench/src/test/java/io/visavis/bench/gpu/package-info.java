@NullMarked
package io.visavis.bench.gpu;

import org.jspecify.annotations.NullMarked;
