/** The two heads that come with visavis, made by this code alone: a woman and a man. */
@NullMarked
package io.visavis.avatar.builtin;

import org.jspecify.annotations.NullMarked;
