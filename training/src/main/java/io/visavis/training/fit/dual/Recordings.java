package io.visavis.training.fit.dual;

import java.util.List;

/** What a training draws its clips from. */
interface Recordings {
  /** Both sides of some conversations; the same at a step every time. One thread. */
  List<Recording> at(int step);
}
