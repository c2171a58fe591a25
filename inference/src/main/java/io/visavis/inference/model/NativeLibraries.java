package io.visavis.inference.model;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;

/** Asks the system's loader for libraries. Any thread. */
final class NativeLibraries {
  private NativeLibraries() {}

  /** Whether the loader finds a library of that name and all that it links. */
  static boolean present(String name) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(name, arena);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
