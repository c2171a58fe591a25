/** Python's pickles, read as what they are: data of strangers. */
@NullMarked
package io.visavis.avatar.pickle;

import org.jspecify.annotations.NullMarked;
