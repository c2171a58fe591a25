package io.visavis.training.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019) and clipping of the gradient's
 * norm. Holds two moments for each weight.
 */
final class AdamW {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.98;
  private static final double EPSILON = 1e-8;
  private static final double DECAY = 0.01;
  private static final double MAX_NORM = 1;

  private final NDManager manager;
  private final Map<String, NDArray> first = new java.util.LinkedHashMap<>();
  private final Map<String, NDArray> second = new java.util.LinkedHashMap<>();

  AdamW(NDManager manager) {
    this.manager = manager;
  }

  /**
   * One step; gradients are set to 0. A gradient that is not finite changes nothing.
   *
   * @param step from 1
   * @return the norm of the gradient before clipping
   */
  double update(Map<String, NDArray> weights, int step, double rate) {
    double squares = 0;
    for (NDArray w : weights.values()) {
      try (NDArray g = w.getGradient();
          NDArray s = g.square();
          NDArray sum = s.sum()) {
        squares += sum.getFloat();
      }
    }
    double norm = Math.sqrt(squares);
    if (!Double.isFinite(norm)) {
      return norm;
    }
    double clip = Math.min(1, MAX_NORM / (norm + 1e-6));
    double unbias1 = 1 - Math.pow(BETA1, step);
    double unbias2 = Math.sqrt(1 - Math.pow(BETA2, step));
    for (Map.Entry<String, NDArray> e : weights.entrySet()) {
      NDArray w = e.getValue();
      NDArray m = first.computeIfAbsent(e.getKey(), k -> zeros(w));
      NDArray v = second.computeIfAbsent(e.getKey(), k -> zeros(w));
      try (NDManager sub = manager.newSubManager();
          NDArray g = w.getGradient()) {
        NDArray clipped = g.mul(clip);
        clipped.attach(sub);
        m.muli(BETA1).addi(attached(clipped.mul(1 - BETA1), sub));
        v.muli(BETA2).addi(attached(attached(clipped.square(), sub).mul(1 - BETA2), sub));
        NDArray root = attached(v.sqrt(), sub).divi(unbias2).addi(EPSILON);
        NDArray change = attached(m.div(root), sub).muli(rate / unbias1);
        if (w.getShape().dimension() > 1) {
          w.muli(1 - rate * DECAY);
        }
        w.subi(change);
        g.subi(g);
      }
    }
    return norm;
  }

  private NDArray zeros(NDArray like) {
    return manager.zeros(like.getShape());
  }

  private static NDArray attached(NDArray a, NDManager manager) {
    a.attach(manager);
    return a;
  }

  /** The moments, for a checkpoint. */
  NDList state() {
    NDList list = new NDList();
    first.forEach((k, a) -> list.add(named(a, "m." + k)));
    second.forEach((k, a) -> list.add(named(a, "v." + k)));
    return list;
  }

  void restore(NDList state) {
    for (NDArray a : state) {
      String name = a.getName();
      NDArray own = manager.create(a.toFloatArray(), a.getShape());
      (name.startsWith("m.") ? first : second).put(name.substring(2), own);
    }
  }

  private static NDArray named(NDArray a, String name) {
    a.setName(name);
    return a;
  }
}
