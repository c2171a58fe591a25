package io.visavis.server.conversation;

import io.visavis.render.Picture;
import io.visavis.server.lane.PictureFormat;
import io.visavis.server.lane.PortrayalViewer;
import org.jspecify.annotations.Nullable;

/**
 * One viewer of a portrayal. Closing ends it: when {@link #close} returns, the viewer is called no
 * more. Any thread.
 */
public final class Viewing implements AutoCloseable {
  private final Conversation conversation;
  private final Participant participant;
  private final Gate gate;
  private final boolean counts;
  private final @Nullable Demand demand;

  /** What one viewer takes: a picture of that format, and so many encodings of it. */
  record Demand(PictureFormat format, int encodings) {}

  Viewing(
      Conversation conversation,
      Participant participant,
      PortrayalViewer viewer,
      boolean counts,
      @Nullable Demand demand) {
    this.conversation = conversation;
    this.participant = participant;
    this.gate = new Gate(viewer);
    this.counts = counts;
    this.demand = demand;
  }

  /** What it takes of the machine; null for nothing. */
  @Nullable Demand demand() {
    return demand;
  }

  /** Whether it is a viewer of its own. */
  boolean counts() {
    return counts;
  }

  PortrayalViewer gate() {
    return gate;
  }

  Participant participant() {
    return participant;
  }

  @Override
  public void close() {
    if (gate.shut()) {
      conversation.left(this);
    }
  }

  /** Stands between the lane and the viewer, and can be shut. */
  private static final class Gate implements PortrayalViewer {
    private final PortrayalViewer viewer;
    private boolean shut;

    Gate(PortrayalViewer viewer) {
      this.viewer = viewer;
    }

    synchronized boolean shut() {
      boolean first = !shut;
      shut = true;
      return first;
    }

    @Override
    public synchronized void motion(long n, double t, float[] values) {
      if (!shut) {
        viewer.motion(n, t, values);
      }
    }

    @Override
    public synchronized void voice(long n, long due, float[] pcm, int offset, int length) {
      if (!shut) {
        viewer.voice(n, due, pcm, offset, length);
      }
    }

    @Override
    public synchronized void picture(long n, long due, Picture picture, HandOver handOver) {
      if (!shut) {
        viewer.picture(n, due, picture, handOver);
      }
    }

    @Override
    public synchronized void voiceToVideo(long n, long nanos) {
      if (!shut) {
        viewer.voiceToVideo(n, nanos);
      }
    }

    @Override
    public synchronized void timing(long n, long[] nanos) {
      if (!shut) {
        viewer.timing(n, nanos);
      }
    }
  }
}
