@NullMarked
package io.visavis.avatar.flame;

import org.jspecify.annotations.NullMarked;
