/** Who the built-in heads are: their form, colours and hair. */
@NullMarked
package io.visavis.avatar.builtin.person;

import org.jspecify.annotations.NullMarked;
