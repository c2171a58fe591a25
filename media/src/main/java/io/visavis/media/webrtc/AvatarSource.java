package io.visavis.media.webrtc;

import dev.onvoid.webrtc.media.SyncClock;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;

/**
 * The pictures and the voice of one portrayal, on their way into any number of connections: each
 * viewer's {@link AvatarSender} takes its tracks from here and encodes for itself.
 *
 * <p>Two threads push, one pictures and one audio, on one clock, so that the viewer keeps lips and
 * voice together. Close the senders before the source.
 */
public final class AvatarSource implements AutoCloseable {
  private final WebRtc rtc;
  private final SyncClock clock = ReportClock.create();
  private final CustomVideoSource video = new CustomVideoSource(clock);
  private final CustomAudioSource audio = new CustomAudioSource(clock);
  private final PicturePusher pictures;
  private final VoicePusher voice;
  private boolean closed;

  /**
   * Starts the two threads.
   *
   * @param name in the threads' names
   */
  public AvatarSource(WebRtc rtc, String name) {
    this(rtc, name, 0);
  }

  /** With a clock of the voice that is off by a fraction: positive is fast. */
  AvatarSource(WebRtc rtc, String name, double off) {
    this.rtc = rtc;
    pictures = new PicturePusher(video, name);
    voice = new VoicePusher(audio, name, off);
  }

  /** Takes pictures; never blocks. */
  public PicturePusher pictures() {
    return pictures;
  }

  /** Takes the voice; never blocks. */
  public VoicePusher voice() {
    return voice;
  }

  VideoTrack videoTrack() {
    return rtc.sending().createVideoTrack("video", video);
  }

  AudioTrack audioTrack() {
    return rtc.sending().createAudioTrack("audio", audio);
  }

  /** Stops the threads, then gives the native sources back. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    pictures.close();
    voice.close();
    video.dispose();
    audio.dispose();
    clock.dispose();
  }
}
