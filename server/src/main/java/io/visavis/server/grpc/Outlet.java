package io.visavis.server.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.visavis.proto.v1.Downstream;
import java.util.concurrent.Executor;

/**
 * The way down of one stream, which many threads use. What the client does not take in time is
 * dropped, not kept.
 */
final class Outlet {
  private static final int MOST_WAITING = 256;

  /**
   * Bytes that may wait for the client. The transport says that it is not ready while anything at
   * all is on its way, also what the client is about to take; some frames may be.
   */
  private static final int MOST_BYTES = 4 << 20;

  private final ServerCallStreamObserver<Downstream> observer;
  private final Executor ending;
  private boolean closed;
  private int waiting;
  private boolean quiet;
  private int bytes;

  /**
   * A way down.
   *
   * @param ending ends the stream outside of any request: it may be another client's that ends it,
   *     and Armeria lets nobody close a stream from within somebody else's request
   */
  Outlet(ServerCallStreamObserver<Downstream> observer, Executor ending) {
    this.observer = observer;
    this.ending = ending;
  }

  /**
   * Sends a message.
   *
   * @return whether it was sent
   */
  synchronized boolean send(Downstream message) {
    if (closed || quiet || observer.isCancelled()) {
      return false;
    }
    int size = message.getSerializedSize();
    int before = observer.isReady() ? 0 : bytes;
    // One message always, however large.
    if (before > 0 && before + size > MOST_BYTES) {
      return false;
    }
    bytes = before + size;
    observer.onNext(message);
    return true;
  }

  /** Sends an event, also while the client is behind, but then only so many. */
  synchronized void tell(Downstream event) {
    if (closed || quiet || observer.isCancelled()) {
      return;
    }
    waiting = observer.isReady() ? 0 : waiting + 1;
    if (waiting <= MOST_WAITING) {
      observer.onNext(event);
    }
  }

  /** Ends the stream well. */
  synchronized void complete() {
    if (!closed) {
      closed = true;
      ending.execute(observer::onCompleted);
    }
  }

  /** Ends the stream with an error. */
  synchronized void fail(Status status) {
    if (!closed) {
      closed = true;
      ending.execute(() -> observer.onError(status.asRuntimeException()));
    }
  }

  /** Nothing is sent any more, but how it ended. */
  synchronized void quiet() {
    quiet = true;
  }
}
