package io.visavis.training.speech;

/** A phone from {@code begin} to {@code end}, in seconds from the start of the recording. */
public record Segment(double begin, double end, Phone phone) {
  public Segment {
    if (!(end >= begin)) {
      throw new IllegalArgumentException(
          "A phone cannot end before it begins: " + phone + " " + begin + " to " + end + ".");
    }
  }

  public double middle() {
    return 0.5 * (begin + end);
  }

  public double length() {
    return end - begin;
  }

  Segment shifted(double seconds) {
    return new Segment(begin + seconds, end + seconds, phone);
  }
}
