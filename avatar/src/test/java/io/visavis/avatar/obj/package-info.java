@NullMarked
package io.visavis.avatar.obj;

import org.jspecify.annotations.NullMarked;
