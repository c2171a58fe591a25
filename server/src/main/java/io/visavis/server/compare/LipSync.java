package io.visavis.server.compare;

import io.visavis.inference.metric.SyncScore;
import io.visavis.inference.model.SyncNetwork;
import io.visavis.render.compare.Pixels;
import io.visavis.render.compare.Region;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Features of the lips of pictures in a row, and of the voice beside them. One thread. */
final class LipSync {
  private final SyncNetwork network;
  private final SyncVoice voice;
  private final FaceTrack track = new FaceTrack();

  /** The last five faces, [3 * 224 * 224] each. */
  private final Deque<float[]> faces = new ArrayDeque<>();

  private final List<float[]> lips = new ArrayList<>();
  private final List<float[]> sounds = new ArrayList<>();

  LipSync(SyncNetwork network, SyncVoice voice) {
    this.network = network;
    this.voice = voice;
  }

  void add(Pixels picture, Region face) {
    track.add(picture, face).ifPresent(this::look);
  }

  private void look(float[] face) {
    faces.add(face);
    // Of n frames the authors' code looks at n - 5 windows, not at the last.
    if (faces.size() == SyncNetwork.FRAMES && lips.size() < voice.windows()) {
      SyncNetwork.Features found = network.run(window(), voice.mfcc(lips.size()));
      lips.add(found.lips());
      sounds.add(found.voice());
    }
    if (faces.size() == SyncNetwork.FRAMES) {
      faces.remove();
    }
  }

  /** [3, 5, 224, 224] of the last five. */
  private float[] window() {
    int n = SyncNetwork.SIDE * SyncNetwork.SIDE;
    float[] out = new float[3 * SyncNetwork.FRAMES * n];
    int f = 0;
    for (float[] face : faces) {
      for (int c = 0; c < 3; c++) {
        System.arraycopy(face, c * n, out, (c * SyncNetwork.FRAMES + f) * n, n);
      }
      f++;
    }
    return out;
  }

  /** After the last picture. */
  SyncScore score() {
    for (Optional<float[]> face = track.rest(); face.isPresent(); face = track.rest()) {
      look(face.get());
    }
    return SyncScore.of(lips.toArray(float[][]::new), sounds.toArray(float[][]::new));
  }
}
