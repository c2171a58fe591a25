/** What the CPU back ends share: an avatar as arrays, plain posing, depth order. */
@NullMarked
package io.visavis.render.cpu;

import org.jspecify.annotations.NullMarked;
