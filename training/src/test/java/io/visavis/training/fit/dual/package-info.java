@NullMarked
package io.visavis.training.fit.dual;

import org.jspecify.annotations.NullMarked;
