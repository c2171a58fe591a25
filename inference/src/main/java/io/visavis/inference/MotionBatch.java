package io.visavis.inference;

import ai.onnxruntime.OrtException;
import io.visavis.inference.model.MotionModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps many portrayals of one model by one run of ONNX Runtime. A stream keeps a row of the state
 * tensors from its first step here until {@link #release}; a step may take any of the streams, in
 * any order.
 *
 * <p>Owned by one lane thread. Its buffers are off the heap: a few hundred bytes of glue are
 * allocated a run.
 */
public final class MotionBatch implements AutoCloseable {
  private final MotionModel model;
  private final StateRows states;
  private final @Nullable MotionStream[] rows;
  private final boolean[] wanted;
  private int used;

  /**
   * A batch of at most so many streams.
   *
   * @param capacity streams that may have a row at a time
   */
  public MotionBatch(MotionModel model, int capacity) {
    this.model = model;
    this.rows = new MotionStream[capacity];
    this.wanted = new boolean[capacity];
    try {
      this.states = new StateRows(model, capacity);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot hold the batch.", e);
    }
  }

  /**
   * Makes the next frame of each stream.
   *
   * @param ready streams of this batch's model, each once, each {@link MotionStream#ready()}
   */
  public void step(List<MotionStream> ready) {
    for (int i = 0; i < ready.size(); i++) {
      ready.get(i).requireReady();
      if (ready.get(i).needsRun()) {
        take(ready.get(i));
      }
    }
    int count = 0;
    for (int i = 0; i < ready.size(); i++) {
      MotionStream stream = ready.get(i);
      stream.begin();
      if (stream.needsRun()) {
        wanted[stream.row] = true;
        count++;
      }
    }
    if (count > 0) {
      arrange(count);
      states.align(count);
      for (int row = 0; row < count; row++) {
        wanted[row] = false;
        states.gather(row, at(row));
      }
      try {
        states.run(count);
      } catch (OrtException e) {
        throw new IllegalStateException("The motion model failed: " + e.getMessage(), e);
      }
      for (int row = 0; row < count; row++) {
        states.scatter(row, at(row));
      }
    }
    for (int i = 0; i < ready.size(); i++) {
      MotionStream stream = ready.get(i);
      stream.finish();
      if (!stream.modelWorks() && stream.batch == this) {
        // What is not a number would stay in the states for good.
        states.clear(stream.row);
      }
    }
  }

  /** Forgets a stream that will not be stepped here again; its row is free for another. */
  public void release(MotionStream stream) {
    if (stream.batch != this) {
      return;
    }
    used--;
    if (stream.row != used) {
      states.copy(used, stream.row);
      put(at(used), stream.row);
    }
    rows[used] = null;
    stream.batch = null;
  }

  /** Streams that have a row. */
  public int size() {
    return used;
  }

  /**
   * Gives the stream a row, with its states from another batch of the same thread, or zeros. A
   * first step does so by itself.
   *
   * @throws IllegalStateException if all rows are taken
   */
  public void take(MotionStream stream) {
    if (stream.batch == this) {
      return;
    }
    if (stream.model() != model) {
      throw new IllegalArgumentException(
          "A stream of the model %s cannot be stepped with the model %s."
              .formatted(stream.model().name(), model.name()));
    }
    if (used == rows.length) {
      throw new IllegalStateException(
          "The batch holds %d streams and no more.".formatted(rows.length));
    }
    MotionBatch before = stream.batch;
    if (before == null) {
      states.clear(used);
    } else {
      states.copyFrom(before.states, stream.row, used);
      before.release(stream);
    }
    stream.batch = this;
    put(stream, used++);
  }

  /** Moves the wanted streams to the first rows; where they are the same as last time, nothing. */
  private void arrange(int count) {
    int from = count;
    for (int row = 0; row < count; row++) {
      if (wanted[row]) {
        continue;
      }
      while (!wanted[from]) {
        from++;
      }
      MotionStream out = at(row);
      MotionStream in = at(from);
      states.swap(row, from);
      put(in, row);
      put(out, from);
      wanted[row] = true;
      wanted[from] = false;
    }
  }

  private void put(MotionStream stream, int row) {
    rows[row] = stream;
    stream.row = row;
  }

  private MotionStream at(int row) {
    MotionStream stream = rows[row];
    if (stream == null) {
      throw new IllegalStateException("Row %d has no stream.".formatted(row));
    }
    return stream;
  }

  @Override
  public void close() {
    for (int row = 0; row < used; row++) {
      at(row).batch = null;
      rows[row] = null;
    }
    used = 0;
    states.close();
  }
}
