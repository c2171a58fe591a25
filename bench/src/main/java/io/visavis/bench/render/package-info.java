/** Drawing, by stage and against its limits. */
@NullMarked
package io.visavis.bench.render;

import org.jspecify.annotations.NullMarked;
