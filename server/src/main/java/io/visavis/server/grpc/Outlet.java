package io.visavis.server.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.visavis.proto.v1.Downstream;

/**
 * The way down of one stream, which many threads use. What the client does not take in time is
 * dropped, not kept.
 */
final class Outlet {
  private final ServerCallStreamObserver<Downstream> observer;
  private boolean closed;
  private boolean quiet;

  Outlet(ServerCallStreamObserver<Downstream> observer) {
    this.observer = observer;
  }

  /**
   * Sends a message.
   *
   * @return whether it was sent
   */
  synchronized boolean send(Downstream message) {
    if (closed || quiet || observer.isCancelled() || !observer.isReady()) {
      return false;
    }
    observer.onNext(message);
    return true;
  }

  /** Ends the stream well. */
  synchronized void complete() {
    if (!closed) {
      closed = true;
      observer.onCompleted();
    }
  }

  /** Ends the stream with an error. */
  synchronized void fail(Status status) {
    if (!closed) {
      closed = true;
      observer.onError(status.asRuntimeException());
    }
  }

  /** Nothing is sent any more, but how it ended. */
  synchronized void quiet() {
    quiet = true;
  }
}
