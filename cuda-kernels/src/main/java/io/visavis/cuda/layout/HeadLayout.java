package io.visavis.cuda.layout;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import java.nio.ByteBuffer;

/** The structure {@code Head} and the arrays behind it: one allocation an avatar. */
public final class HeadLayout {
  private static final int HEADER_WORDS = 24;
  private static final float INVISIBLE = -1e3f;

  private final Avatar avatar;
  private final Words words = new Words(HEADER_WORDS);

  private HeadLayout(Avatar avatar) {
    this.avatar = avatar;
  }

  /**
   * The bytes of an avatar.
   *
   * @throws IllegalArgumentException if they are more than one allocation holds
   */
  public static ByteBuffer of(Avatar avatar) {
    HeadLayout layout = new HeadLayout(avatar);
    layout.write();
    return layout.words.bytes();
  }

  private void write() {
    HeadMesh mesh = avatar.mesh();
    GaussianCloud cloud = avatar.gaussians();
    words.header(0, mesh.vertexCount());
    words.header(1, mesh.triangleCount());
    words.header(2, cloud.size());
    words.header(3, cloud.binding().ordinal());
    words.header(4, words.planes(mesh.vertices(), 3));
    words.header(5, words.planes(mesh.weights(), Joint.COUNT));
    morphs(mesh);
    words.header(8, poseCorrectives(mesh));
    words.header(9, words.planes(mesh.triangles(), 3));
    words.header(10, words.ints(cloud.parent()));
    words.header(
        11, cloud.origin().length == 0 ? 0 : words.floats(cloud.origin()[1], cloud.origin()[2]));
    words.header(12, words.floats(cloud.mean()));
    words.header(13, words.floats(cloud.factor()));
    words.header(14, words.floats(logOpacity(cloud.opacity())));
    words.header(15, words.floats(cloud.colour()));
    words.header(16, cloud.harmonics().degree());
    words.header(17, cloud.harmonics().turnsWithHead() ? 1 : 0);
    words.header(18, words.floats(cloud.harmonics().coefficients()));
    bases();
  }

  /** Displacements by vertex: a thread gathers those of its own. */
  private void morphs(HeadMesh mesh) {
    int n = mesh.vertexCount();
    int[] start = new int[n + 1];
    for (var morph : mesh.morphs()) {
      if (avatar.space().coefficient(morph.name()) >= 0) {
        for (int v : morph.vertices()) {
          start[v + 1]++;
        }
      }
    }
    for (int v = 0; v < n; v++) {
      start[v + 1] += start[v];
    }
    words.header(6, words.ints(start));
    int[] next = start.clone();
    float[] entries = new float[4 * start[n]];
    for (var morph : mesh.morphs()) {
      int channel = avatar.space().coefficient(morph.name());
      for (int i = 0; channel >= 0 && i < morph.vertices().length; i++) {
        int at = 4 * next[morph.vertices()[i]]++;
        entries[at] = Float.intBitsToFloat(channel);
        System.arraycopy(morph.deltas(), 3 * i, entries, at + 1, 3);
      }
    }
    words.header(7, words.floats(entries));
  }

  /** [36, V, 3] to [36][3][V]. */
  private int poseCorrectives(HeadMesh mesh) {
    float[] from = mesh.poseCorrectives();
    if (from.length == 0) {
      return 0;
    }
    int n = mesh.vertexCount();
    float[] to = new float[from.length];
    for (int p = 0; p < from.length / (3 * n); p++) {
      for (int v = 0; v < n; v++) {
        for (int c = 0; c < 3; c++) {
          to[(3 * p + c) * n + v] = from[3 * (p * n + v) + c];
        }
      }
    }
    return words.floats(to);
  }

  private static float[] logOpacity(float[] opacity) {
    float[] out = new float[opacity.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = opacity[i] > 0 ? (float) (Math.log(opacity[i]) / Math.log(2)) : INVISIBLE;
    }
    return out;
  }

  private void bases() {
    var bases = avatar.correctives().bases();
    int[] table = new int[6 * bases.size()];
    int targets = 0;
    for (int b = 0; b < bases.size(); b++) {
      CorrectiveBasis basis = bases.get(b);
      int domain = basis.shared() ? avatar.mesh().triangleCount() : avatar.gaussians().size();
      table[6 * b] = basis.target().ordinal();
      table[6 * b + 1] = basis.shared() ? 1 : 0;
      table[6 * b + 2] = basis.first();
      table[6 * b + 3] = basis.count(domain);
      table[6 * b + 4] = words.floats(basis.values());
      table[6 * b + 5] = domain;
      targets |= 1 << basis.target().ordinal();
    }
    words.header(19, words.ints(table));
    words.header(20, bases.size());
    words.header(21, targets);
  }
}
