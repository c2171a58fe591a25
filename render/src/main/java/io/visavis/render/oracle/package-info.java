/** The reference picture: plain, double precision, slow. */
@NullMarked
package io.visavis.render.oracle;

import org.jspecify.annotations.NullMarked;
