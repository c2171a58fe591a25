/** The render SPI on a GPU. */
@NullMarked
package io.visavis.cuda;

import org.jspecify.annotations.NullMarked;
