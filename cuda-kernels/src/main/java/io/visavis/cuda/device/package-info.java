/** A GPU as visavis uses it: memory, a queue of work, six kernels. */
@NullMarked
package io.visavis.cuda.device;

import org.jspecify.annotations.NullMarked;
