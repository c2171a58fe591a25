package io.visavis.bench;

import java.io.PrintWriter;

/** One part of the benchmarks: prints its table, and returns its figures. */
public interface Section {
  /** Key in the JSON. */
  String name();

  /** What stands above the table. */
  String title();

  /**
   * Measures.
   *
   * @return what goes into the JSON
   */
  Object run(PrintWriter out);
}
