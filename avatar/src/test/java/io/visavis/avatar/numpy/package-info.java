@NullMarked
package io.visavis.avatar.numpy;

import org.jspecify.annotations.NullMarked;
