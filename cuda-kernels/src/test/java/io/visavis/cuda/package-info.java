@NullMarked
package io.visavis.cuda;

import org.jspecify.annotations.NullMarked;
