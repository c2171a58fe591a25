/** Form of a built-in head: signed distance solids, eyes and mouth as curves. */
@NullMarked
package io.visavis.avatar.builtin.form;

import org.jspecify.annotations.NullMarked;
