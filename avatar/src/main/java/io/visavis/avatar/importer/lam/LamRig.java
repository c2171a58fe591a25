package io.visavis.avatar.importer.lam;

import io.visavis.avatar.glb.AccessorType;
import io.visavis.avatar.glb.Accessors;
import io.visavis.avatar.glb.AvatarFormatException;
import io.visavis.avatar.glb.Element;
import io.visavis.avatar.rig.Joint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The skin of a glTF folded to the joints of a head. LAM's has those of a whole body, of which the
 * chest, the neck and the head move vertices. A joint is taken by its name, and one of another name
 * is as its nearest ancestor of a known one.
 *
 * <p>What a vertex is at rest is what the joints make of it as the file has them, which need not be
 * what is stored: section 3.7.3.3 of the specification.
 */
final class LamRig {
  private static final int MOST_JOINTS = 1024;
  private static final int MOST_SETS = 4;

  /** Of a matrix from the identity, and in metres. */
  private static final double SAME = 1e-4;

  private static final double SUM_TOLERANCE = 0.1;

  private final LamNodes nodes;

  /** [joints of the skin] indices of nodes. */
  private final int[] joints;

  /** [joints of the skin][12] from the stored vertices to the file's pose. */
  private final double[][] poses;

  /** [sets][4 V] joints of the skin. */
  private final List<int[]> movers = new ArrayList<>();

  /** [sets][4 V] how much each of them moves a vertex; adds up to 1 a vertex. */
  private final List<float[]> shares = new ArrayList<>();

  private LamRig(LamNodes nodes, int[] joints, double[][] poses) {
    this.nodes = nodes;
    this.joints = joints;
    this.poses = poses;
  }

  static LamRig read(
      Element root, Accessors accessors, Element skin, Element attributes, int vertices)
      throws AvatarFormatException {
    LamNodes nodes = new LamNodes(root.get("nodes"));
    Element table = skin.get("joints");
    if (table.size() > MOST_JOINTS) {
      throw new AvatarFormatException(
          "%s has %d entries; at most %d are read."
              .formatted(table.path(), table.size(), MOST_JOINTS));
    }
    int[] joints = new int[table.size()];
    for (int i = 0; i < joints.length; i++) {
      joints[i] = table.at(i).integer(0, nodes.size() - 1);
    }
    Element reference = skin.find("inverseBindMatrices");
    float[] binds =
        reference == null
            ? new float[0]
            : accessors.floats(reference, AccessorType.MAT4, MOST_JOINTS);
    if (reference != null && binds.length < 16 * joints.length) {
      throw new AvatarFormatException(
          "%s has %d matrices for %d joints."
              .formatted(reference.path(), binds.length / 16, joints.length));
    }
    double[][] poses = new double[joints.length][];
    for (int i = 0; i < joints.length; i++) {
      double[] world = nodes.world(joints[i]);
      poses[i] = reference == null ? world : Affine.product(world, Affine.of(binds, 16 * i));
    }
    LamRig rig = new LamRig(nodes, joints, poses);
    rig.addSets(accessors, attributes, vertices);
    rig.normalise(vertices);
    return rig;
  }

  private void addSets(Accessors accessors, Element attributes, int vertices)
      throws AvatarFormatException {
    for (int set = 0; set < MOST_SETS; set++) {
      if (set > 0 && attributes.find("JOINTS_" + set) == null) {
        return;
      }
      Element jointsAt = attributes.get("JOINTS_" + set);
      Element weightsAt = attributes.get("WEIGHTS_" + set);
      int[] by = accessors.integers(jointsAt, AccessorType.VEC4, vertices);
      float[] share = accessors.floats(weightsAt, AccessorType.VEC4, vertices);
      if (by.length != 4 * vertices || share.length != 4 * vertices) {
        throw new AvatarFormatException(
            "%s and %s do not have one entry for each of %d vertices."
                .formatted(jointsAt.path(), weightsAt.path(), vertices));
      }
      for (int i = 0; i < by.length; i++) {
        if (!(share[i] >= 0 && share[i] <= 1 + SUM_TOLERANCE)) {
          throw new AvatarFormatException(
              "Vertex %d has a skinning weight of %s; 0 to 1 is right.".formatted(i / 4, share[i]));
        }
        if (share[i] > 0 && by[i] >= joints.length) {
          throw new AvatarFormatException(
              "Vertex %d is moved by joint %d of the skin, which has %d."
                  .formatted(i / 4, by[i], joints.length));
        }
      }
      movers.add(by);
      shares.add(share);
    }
  }

  private void normalise(int vertices) throws AvatarFormatException {
    for (int v = 0; v < vertices; v++) {
      double sum = 0;
      for (float[] share : shares) {
        for (int i = 4 * v; i < 4 * v + 4; i++) {
          sum += share[i];
        }
      }
      if (Math.abs(sum - 1) > SUM_TOLERANCE) {
        throw new AvatarFormatException(
            "The skinning weights of vertex %d add up to %.4f instead of 1; divide those of each vertex by their sum."
                .formatted(v, sum));
      }
      for (float[] share : shares) {
        for (int i = 4 * v; i < 4 * v + 4; i++) {
          share[i] = (float) (share[i] / sum);
        }
      }
    }
  }

  /** Whether there is a joint for the jaw. */
  boolean hasJaw() {
    return best(Joint.JAW) >= 0;
  }

  /**
   * [V, 5] skinning weights.
   *
   * @param vertices V
   */
  float[] weights(int vertices) {
    int[] folded = Arrays.stream(joints).map(this::folded).toArray();
    double[] out = new double[Joint.COUNT * vertices];
    for (int set = 0; set < shares.size(); set++) {
      float[] share = shares.get(set);
      for (int i = 0; i < share.length; i++) {
        if (share[i] > 0) {
          out[Joint.COUNT * (i / 4) + folded[movers.get(set)[i]]] += share[i];
        }
      }
    }
    float[] rounded = new float[out.length];
    for (int i = 0; i < out.length; i++) {
      rounded[i] = (float) out[i];
    }
    return rounded;
  }

  private int folded(int joint) {
    for (int node = joint; node >= 0; node = nodes.parent(node)) {
      int known = JointNames.of(nodes.name(node));
      if (known >= 0) {
        return known;
      }
    }
    return Joint.ROOT.ordinal();
  }

  /** [5, 3] positions of the joints, metres. */
  float[] pivots() throws AvatarFormatException {
    float[] out = new float[3 * Joint.COUNT];
    for (Joint joint : Joint.values()) {
      int node = best(joint);
      if (node < 0 && (joint == Joint.ROOT || joint == Joint.JAW)) {
        // They stay at rest in the space of ARKit, so it hardly matters where.
        node = best(Joint.NECK);
      }
      if (node < 0) {
        throw new AvatarFormatException(
            "The skin has no joint whose node is called %s or the like; neck or head and both eyes are needed."
                .formatted(joint.jointName()));
      }
      double[] world = nodes.world(node);
      for (int c = 0; c < 3; c++) {
        out[3 * joint.ordinal() + c] = (float) world[4 * c + 3];
      }
    }
    return out;
  }

  /** The node whose name says best that it is that joint, -1 for none. */
  private int best(Joint joint) {
    int best = -1;
    int least = Integer.MAX_VALUE;
    for (int node : joints) {
      int rank = JointNames.rank(joint, nodes.name(node));
      if (rank >= 0 && rank < least) {
        least = rank;
        best = node;
      }
    }
    return best;
  }

  /** Whether the file's pose takes the stored vertices elsewhere. */
  boolean moves() {
    for (int set = 0; set < shares.size(); set++) {
      for (int i = 0; i < shares.get(set).length; i++) {
        if (shares.get(set)[i] > 0 && !Affine.isSame(poses[movers.get(set)[i]], SAME)) {
          return true;
        }
      }
    }
    return false;
  }

  /** [12] what takes a stored vertex to where it is at rest. */
  double[] pose(int vertex) {
    double[] out = new double[12];
    for (int set = 0; set < shares.size(); set++) {
      for (int i = 4 * vertex; i < 4 * vertex + 4; i++) {
        double share = shares.get(set)[i];
        for (int k = 0; share > 0 && k < 12; k++) {
          out[k] += share * poses[movers.get(set)[i]][k];
        }
      }
    }
    return out;
  }
}
