@NullMarked
package io.visavis.training.data;

import org.jspecify.annotations.NullMarked;
