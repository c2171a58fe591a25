package io.visavis.loadclient;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import io.visavis.media.webrtc.I420View;
import io.visavis.media.webrtc.IceSettings;
import io.visavis.media.webrtc.PeerException;
import io.visavis.media.webrtc.PeerStats;
import io.visavis.media.webrtc.VideoReceiver;
import io.visavis.media.webrtc.WebRtc;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One portrayal, watched over WHEP and counted. */
final class Watch implements AutoCloseable {
  private static final int ATTEMPTS = 10;

  private final Target target;
  private final String path;
  private final String secret;
  private final VideoReceiver receiver;
  private final Samples gaps = new Samples();
  private volatile String resource = "";
  private boolean measuring;
  private long frames;
  private long last;
  private long longGaps;
  private long voice;
  private int width;
  private int height;

  Watch(WebRtc rtc, Target target, String conversation, String participant, String secret)
      throws PeerException {
    this.target = target;
    this.path = "/whep/" + conversation + "/" + participant;
    this.secret = secret;
    receiver =
        new VideoReceiver(
            rtc, IceSettings.DEFAULT, this::picture, (pcm, n, at) -> heard(n), state -> {});
  }

  /** Sends the offer; tries again where the server asks for it. */
  void connect() throws LoadException, PeerException, InterruptedException {
    for (int i = 1; ; i++) {
      AggregatedHttpResponse r = post();
      if (r.status().equals(HttpStatus.CREATED)) {
        resource = r.headers().get(HttpHeaderNames.LOCATION, "");
        receiver.answer(r.contentUtf8());
        return;
      }
      int wait = r.headers().getInt(HttpHeaderNames.RETRY_AFTER, 0);
      if (wait == 0 || i == ATTEMPTS) {
        throw new LoadException(
            "The server refused to show " + path + ": " + Problem.detail(r) + ".");
      }
      TimeUnit.SECONDS.sleep(Math.min(wait, 5));
    }
  }

  /** Counts from now on. */
  synchronized void begin() {
    measuring = true;
    last = 0;
  }

  /** What was seen since {@link #begin}, over that many seconds. */
  Report.Seen end(double seconds) {
    synchronized (this) {
      measuring = false;
    }
    // Without the lock: the threads that answer are those that count pictures and voice under it.
    return seen(seconds, stats());
  }

  private synchronized Report.Seen seen(double seconds, PeerStats stats) {
    Samples.Spread g = gaps.spread();
    return new Report.Seen(
        path,
        width,
        height,
        frames / seconds,
        g.p95(),
        g.max(),
        longGaps,
        voice / 48_000.0 / seconds,
        stats.videoCodec(),
        stats.packetsLost(),
        stats.roundTripSeconds() * 1e3);
  }

  @Override
  public void close() {
    receiver.close();
    if (!resource.isEmpty()) {
      try {
        var _ = target.web().execute(headers(HttpMethod.DELETE, resource)).aggregate().join();
      } catch (CompletionException e) {
        // The server is gone; there is nothing left to end.
      }
    }
  }

  private AggregatedHttpResponse post() throws LoadException {
    try {
      return target
          .web()
          .execute(headers(HttpMethod.POST, path), receiver.offer())
          .aggregate()
          .join();
    } catch (CompletionException e) {
      throw new LoadException(
          "The server at " + target.url() + " does not answer " + path + " any more.");
    }
  }

  private RequestHeaders headers(HttpMethod method, String where) {
    return RequestHeaders.of(
        method,
        where,
        HttpHeaderNames.CONTENT_TYPE,
        "application/sdp",
        HttpHeaderNames.AUTHORIZATION,
        "Bearer " + secret);
  }

  private PeerStats stats() {
    try {
      return receiver.stats().get(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return PeerStats.NONE;
    } catch (ExecutionException | TimeoutException e) {
      return PeerStats.NONE;
    }
  }

  private synchronized void picture(I420View planes, long arrivalNanos) {
    width = planes.width();
    height = planes.height();
    if (!measuring) {
      return;
    }
    frames++;
    if (last != 0) {
      double gap = (arrivalNanos - last) / 1e6;
      gaps.add(gap);
      longGaps += gap > 120 ? 1 : 0;
    }
    last = arrivalNanos;
  }

  private synchronized void heard(int samples) {
    voice += measuring ? samples : 0;
  }
}
