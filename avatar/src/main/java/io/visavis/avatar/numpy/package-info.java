/** NumPy's files, read as what they are: data of strangers. */
@NullMarked
package io.visavis.avatar.numpy;

import org.jspecify.annotations.NullMarked;
