package io.visavis.avatar.importer.lam;

import io.visavis.avatar.glb.AvatarFormatException;
import io.visavis.avatar.glb.Element;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The tree of nodes of a glTF and where it puts them. */
final class LamNodes {
  private static final int MOST = 20_000;
  private static final double TINY = 1e-12;

  private final Element nodes;
  private final int[] parents;
  private final String[] names;
  private final double[][] worlds;
  private final boolean[] placed;

  LamNodes(Element nodes) throws AvatarFormatException {
    this.nodes = nodes;
    if (nodes.size() > MOST) {
      throw new AvatarFormatException(
          "%s has %d entries; at most %d are read.".formatted(nodes.path(), nodes.size(), MOST));
    }
    this.parents = new int[nodes.size()];
    this.names = new String[nodes.size()];
    this.worlds = new double[nodes.size()][12];
    this.placed = new boolean[nodes.size()];
    Arrays.fill(parents, -1);
    for (int i = 0; i < parents.length; i++) {
      Element name = nodes.at(i).find("name");
      names[i] = name == null ? "" : name.text();
      Element children = nodes.at(i).find("children");
      for (int k = 0; children != null && k < children.size(); k++) {
        int child = children.at(k).integer(0, parents.length - 1);
        if (parents[child] >= 0) {
          throw new AvatarFormatException(
              "%s is a child of two nodes.".formatted(nodes.at(child).path()));
        }
        parents[child] = i;
      }
    }
    for (int i = 0; i < parents.length; i++) {
      place(i);
    }
  }

  /** Finds where a node is, and those above it. */
  private void place(int node) throws AvatarFormatException {
    Deque<Integer> chain = new ArrayDeque<>();
    for (int n = node; n >= 0 && !placed[n]; n = parents[n]) {
      if (chain.size() > parents.length) {
        throw new AvatarFormatException(nodes.at(n).path() + " is its own descendant.");
      }
      chain.push(n);
    }
    for (int n : chain) {
      double[] own = local(nodes.at(n));
      worlds[n] = parents[n] < 0 ? own : Affine.product(worlds[parents[n]], own);
      placed[n] = true;
    }
  }

  int size() {
    return parents.length;
  }

  /** The name of a node, empty for none. */
  String name(int node) {
    return names[node];
  }

  /** The node above, -1 for none. */
  int parent(int node) {
    return parents[node];
  }

  /** [12] from the space of the node to that of the file. */
  double[] world(int node) {
    return worlds[node];
  }

  private static double[] local(Element node) throws AvatarFormatException {
    Element matrix = node.find("matrix");
    if (matrix != null) {
      return Affine.of(numbers(matrix, 16), 0);
    }
    float[] t = numbers(node, "translation", 0, 0, 0);
    float[] q = numbers(node, "rotation", 0, 0, 0, 1);
    float[] s = numbers(node, "scale", 1, 1, 1);
    double x = q[0];
    double y = q[1];
    double z = q[2];
    double w = q[3];
    double square = x * x + y * y + z * z + w * w;
    if (!(square > TINY)) {
      throw new AvatarFormatException(node.path() + ".rotation is no rotation.");
    }
    double k = 2 / square;
    return new double[] {
      s[0] * (1 - k * (y * y + z * z)),
      s[1] * k * (x * y - w * z),
      s[2] * k * (x * z + w * y),
      t[0],
      s[0] * k * (x * y + w * z),
      s[1] * (1 - k * (x * x + z * z)),
      s[2] * k * (y * z - w * x),
      t[1],
      s[0] * k * (x * z - w * y),
      s[1] * k * (y * z + w * x),
      s[2] * (1 - k * (x * x + y * y)),
      t[2]
    };
  }

  private static float[] numbers(Element node, String name, float... otherwise)
      throws AvatarFormatException {
    Element member = node.find(name);
    return member == null ? otherwise : numbers(member, otherwise.length);
  }

  private static float[] numbers(Element array, int count) throws AvatarFormatException {
    if (array.size() != count) {
      throw new AvatarFormatException(
          "%s has %d numbers; %d are right.".formatted(array.path(), array.size(), count));
    }
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = array.at(i).number();
    }
    return out;
  }
}
