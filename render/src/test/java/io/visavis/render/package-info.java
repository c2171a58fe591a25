/** Tests of the back ends. */
@NullMarked
package io.visavis.render;

import org.jspecify.annotations.NullMarked;
