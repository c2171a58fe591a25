@NullMarked
package io.visavis.training.metric;

import org.jspecify.annotations.NullMarked;
