/** What kernels read, byte by byte: the structures of {@code src/main/cuda/batch.cuh}. */
@NullMarked
package io.visavis.cuda.layout;

import org.jspecify.annotations.NullMarked;
