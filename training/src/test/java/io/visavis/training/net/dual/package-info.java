@NullMarked
package io.visavis.training.net.dual;

import org.jspecify.annotations.NullMarked;
