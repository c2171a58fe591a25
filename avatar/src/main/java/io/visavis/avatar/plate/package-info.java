/** Pictures behind a head: files of strangers, decoded within bounds. */
@NullMarked
package io.visavis.avatar.plate;

import org.jspecify.annotations.NullMarked;
