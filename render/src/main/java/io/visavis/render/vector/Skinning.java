package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.avatar.rig.Joint;
import io.visavis.render.cpu.PosedMesh;
import io.visavis.render.cpu.RigArrays;
import jdk.incubator.vector.FloatVector;

/** Linear blend skinning: every vertex by the weighted sum of its joints' transforms. */
final class Skinning {
  private Skinning() {}

  /** Skins the morphed vertices in place. */
  static void skin(RigArrays rig, PosedMesh mesh) {
    float[][] position = mesh.position();
    for (int v = 0; v < rig.vertexCount(); v += Lanes.COUNT) {
      skin(rig.weights(), mesh.transforms(), position[0], position[1], position[2], v);
    }
  }

  private static void skin(
      float[][] weights, float[] t, float[] px, float[] py, float[] pz, int v) {
    FloatVector x = fromArray(FLOAT, px, v);
    FloatVector y = fromArray(FLOAT, py, v);
    FloatVector z = fromArray(FLOAT, pz, v);
    FloatVector sx = broadcast(FLOAT, 0);
    FloatVector sy = sx;
    FloatVector sz = sx;
    for (int j = 0; j < Joint.COUNT; j++) {
      int m = PosedMesh.TRANSFORM * j;
      FloatVector w = fromArray(FLOAT, weights[j], v);
      sx =
          w.fma(
              x.fma(
                  broadcast(FLOAT, t[m]),
                  y.fma(
                      broadcast(FLOAT, t[m + 1]),
                      z.fma(broadcast(FLOAT, t[m + 2]), broadcast(FLOAT, t[m + 3])))),
              sx);
      sy =
          w.fma(
              x.fma(
                  broadcast(FLOAT, t[m + 4]),
                  y.fma(
                      broadcast(FLOAT, t[m + 5]),
                      z.fma(broadcast(FLOAT, t[m + 6]), broadcast(FLOAT, t[m + 7])))),
              sy);
      sz =
          w.fma(
              x.fma(
                  broadcast(FLOAT, t[m + 8]),
                  y.fma(
                      broadcast(FLOAT, t[m + 9]),
                      z.fma(broadcast(FLOAT, t[m + 10]), broadcast(FLOAT, t[m + 11])))),
              sz);
    }
    sx.intoArray(px, v);
    sy.intoArray(py, v);
    sz.intoArray(pz, v);
  }
}
