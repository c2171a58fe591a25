package io.visavis.cuda.jcuda;

import java.util.Optional;

/** Versions as the driver gives them: 1,000 times the major one plus 10 times the minor one. */
public final class DriverVersion {
  /** CUDA 10.2: the oldest with all that is called. */
  private static final int OLDEST = 10_020;

  private DriverVersion() {}

  /** Why a driver of that version cannot be used; empty if it can. */
  public static Optional<String> obstacle(int version) {
    return version >= OLDEST
        ? Optional.empty()
        : Optional.of(
            "The NVIDIA driver is of CUDA %s; CUDA 10.2 or newer is needed."
                .formatted(number(version)));
  }

  /** What a person reads of a version. */
  public static String text(int version) {
    return "driver of CUDA " + number(version);
  }

  private static String number(int version) {
    return version / 1000 + "." + version % 1000 / 10;
  }
}
