package io.visavis.training.conversation;

import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import io.visavis.training.speech.Utterance;
import io.visavis.training.target.Loudness;
import io.visavis.training.target.MotionTrack;
import java.util.List;

/**
 * Something said, what the face does meanwhile, and how loud and high it is.
 *
 * @param lead seconds of silence before the first phone
 * @param end seconds at which the last phone ends
 */
record Spoken(Utterance utterance, MotionTrack track, Loudness loudness, double lead, double end) {
  static Spoken of(Utterance utterance) {
    MotionTrack track = MotionTrack.of(utterance);
    double lead = 0;
    double end = utterance.seconds();
    List<Segment> segments = utterance.segments();
    if (segments.getFirst().phone() == Phone.SIL) {
      lead = segments.getFirst().end();
    }
    if (segments.getLast().phone() == Phone.SIL) {
      end = Math.min(end, segments.getLast().begin());
    }
    Loudness loudness = Loudness.of(utterance.samples(), track.frames().length);
    return new Spoken(utterance, track, loudness, Math.min(lead, end), end);
  }
}
