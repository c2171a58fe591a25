/** NVIDIA's driver, reached through JCuda. */
@NullMarked
package io.visavis.cuda.jcuda;

import org.jspecify.annotations.NullMarked;
