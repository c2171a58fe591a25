@NullMarked
package io.visavis.avatar.retarget;

import org.jspecify.annotations.NullMarked;
