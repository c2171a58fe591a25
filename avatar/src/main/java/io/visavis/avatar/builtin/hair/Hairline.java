package io.visavis.avatar.builtin.hair;

import io.visavis.avatar.builtin.form.Vec;

/** How far above the hairline a point of the scalp is; negative below it. */
@FunctionalInterface
public interface Hairline {
  double above(Vec p);
}
