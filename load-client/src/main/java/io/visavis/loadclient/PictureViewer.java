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
import org.jspecify.annotations.Nullable;

/** One portrayal, watched over WHEP and counted. WebRTC's threads bring pictures and voice. */
final class PictureViewer implements Viewer {
  private static final int ATTEMPTS = 10;

  private final Target target;
  private final String path;
  private final String secret;
  private final Live live;
  private final VideoReceiver receiver;
  private volatile String resource = "";
  private volatile @Nullable Arrivals arrivals;
  private Arrivals counted = new Arrivals();
  private volatile int width;
  private volatile int height;

  /** A viewer of {@code conversation/participant}. */
  PictureViewer(WebRtc rtc, Target target, String portrayal, String secret, Live live)
      throws PeerException {
    this.target = target;
    this.path = "/whep/" + portrayal;
    this.secret = secret;
    this.live = live;
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
        String why = "The server refused to show " + path + ": " + Problem.detail(r) + ".";
        throw wait == 0 ? new LoadException(why) : new NoRoomException(why);
      }
      TimeUnit.SECONDS.sleep(Math.min(wait, 5));
    }
  }

  @Override
  public void begin() {
    counted = new Arrivals();
    arrivals = counted;
  }

  @Override
  public void stop() {
    arrivals = null;
  }

  @Override
  public Seen seen(double seconds) {
    PeerStats stats = stats();
    Seen.Video video =
        new Seen.Video(
            width,
            height,
            counted.voiceShare(seconds),
            stats.videoCodec(),
            stats.packetsLost(),
            stats.roundTripSeconds() * 1e3);
    return counted.seen(path, seconds, false, video);
  }

  @Override
  public void delaysTo(Times sum) {
    // Only the server knows which voice a picture shows.
  }

  @Override
  public void close() {
    receiver.close();
    if (!resource.isEmpty()) {
      target.delete(resource, secret);
    }
  }

  private AggregatedHttpResponse post() throws LoadException {
    try {
      return target
          .web()
          .execute(
              RequestHeaders.of(
                  HttpMethod.POST,
                  path,
                  HttpHeaderNames.CONTENT_TYPE,
                  "application/sdp",
                  HttpHeaderNames.AUTHORIZATION,
                  "Bearer " + secret),
              receiver.offer())
          .aggregate()
          .join();
    } catch (CompletionException e) {
      throw new LoadException(
          "The server at " + target.url() + " does not answer " + path + " any more.");
    }
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

  private void picture(I420View planes, long arrivalNanos) {
    width = planes.width();
    height = planes.height();
    live.frame();
    Arrivals a = arrivals;
    if (a != null) {
      a.frame(arrivalNanos);
    }
  }

  private void heard(int samples) {
    Arrivals a = arrivals;
    if (a != null) {
      a.heard(samples);
    }
  }
}
