@NullMarked
package io.visavis.avatar.ply;

import org.jspecify.annotations.NullMarked;
