/** How far pictures are from reference pictures. */
@NullMarked
package io.visavis.render.compare;

import org.jspecify.annotations.NullMarked;
