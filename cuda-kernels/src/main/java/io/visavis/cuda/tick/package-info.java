/** One tick: which blocks do what, its memory, its recorded work. */
@NullMarked
package io.visavis.cuda.tick;

import org.jspecify.annotations.NullMarked;
