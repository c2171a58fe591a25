package io.visavis.media.webrtc;

import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.I420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A viewer in Java: offers to receive one video and one audio track, and hands on the decoded
 * pictures with the time of their arrival.
 */
public final class VideoReceiver implements AutoCloseable {
  private final Peer peer;
  private final String offer;
  // A transceiver learns its kind from a track; these are never sent.
  private final CustomVideoSource unsentVideo = new CustomVideoSource();
  private final CustomAudioSource unsentAudio = new CustomAudioSource();
  private final VideoTrackSink videoSink;
  private final AudioTrackSink audioSink;
  private volatile @Nullable VideoTrack video;
  private volatile @Nullable AudioTrack audio;

  /** Takes decoded pictures on a native thread: copies, and returns at once. */
  @FunctionalInterface
  public interface PictureSink {
    /**
     * One picture.
     *
     * @param planes valid during the call only
     * @param arrivalNanos {@link System#nanoTime} of the callback
     */
    void picture(I420View planes, long arrivalNanos);
  }

  /**
   * Makes the offer.
   *
   * @param pictures called on a native thread
   * @param voice called on a native thread
   * @param listener told every new state, off the callback threads
   */
  public VideoReceiver(
      WebRtc rtc,
      IceSettings ice,
      PictureSink pictures,
      VoiceSink voice,
      Consumer<PeerState> listener)
      throws PeerException {
    videoSink = frame -> take(frame, pictures);
    audioSink = new PcmSink(voice);
    peer = new Peer(rtc, rtc.receiving(), ice, listener);
    peer.onTrack(this::received);
    try {
      peer.receive(rtc.receiving().createVideoTrack("video", unsentVideo));
      peer.receive(rtc.receiving().createAudioTrack("audio", unsentAudio));
      offer = peer.offer();
    } catch (PeerException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The offer to send. */
  public String offer() {
    return offer;
  }

  /** Takes the answer; media flows from now on. */
  public void answer(String sdp) throws PeerException {
    peer.acceptAnswer(sdp);
  }

  /** Where the connection stands. */
  public PeerState state() {
    return peer.state();
  }

  /** What it has done so far. */
  public CompletableFuture<PeerStats> stats() {
    return peer.stats();
  }

  @Override
  public synchronized void close() {
    VideoTrack v = video;
    AudioTrack a = audio;
    video = null;
    audio = null;
    if (v != null) {
      v.removeSink(videoSink);
    }
    if (a != null) {
      a.removeSink(audioSink);
    }
    if (peer.close()) {
      unsentVideo.dispose();
      unsentAudio.dispose();
    }
  }

  private void received(MediaStreamTrack track) {
    if (track instanceof VideoTrack v && video == null) {
      video = v;
      v.addSink(videoSink);
    } else if (track instanceof AudioTrack a && audio == null) {
      audio = a;
      a.addSink(audioSink);
    }
  }

  private static void take(VideoFrame frame, PictureSink pictures) {
    long now = System.nanoTime();
    I420Buffer planes = frame.buffer.toI420();
    pictures.picture(new I420View(planes), now);
    frame.release();
  }
}
