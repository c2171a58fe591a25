package io.visavis.media.webrtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The process's one access to webrtc-java, a native library that can end the process. The rules of
 * its use, which this package keeps and nobody else has to know:
 *
 * <ul>
 *   <li>Two factories. What sends has a dummy audio device, so that only {@link AvatarSource}
 *       pushes audio; what receives has a headless device, whose playout thread is what makes the
 *       audio sinks run. A custom audio source on the headless device aborts (two threads push),
 *       and a factory without a device module is fatal on a machine with no sound.
 *   <li>The factories live as long as the process: disposing of one that has an open connection
 *       crashes.
 *   <li>A connection is closed off the callback threads, once, with no other call on it in flight
 *       ({@link Peer} has the lock); sinks are removed before, tracks disposed of after, sources
 *       last, when nothing pushes any more.
 *   <li>{@code close()} alone leaks some 0.3 MB a connection: {@link NativeHandles} releases the
 *       connection and its senders too.
 *   <li>Callbacks only copy and enqueue. They take no lock that is held while calling into a
 *       connection.
 *   <li>One thread pushes audio into a source, in pieces of exactly 10 ms; {@code pushFrame} can
 *       take 90 ms under load and has a thread of its own.
 *   <li>Native code sees only descriptions that {@link io.visavis.media.sdp.SdpOffer} has checked,
 *       and none with a percent sign: what cannot be parsed becomes the format of a printf.
 *   <li>The direction of a stopped transceiver (a section that the peer has switched off) is left
 *       alone: its error has no message, and reading that crashes.
 *   <li>Loopback is not gathered as an ICE candidate: peers on this machine meet on its own
 *       address, and there must be one.
 * </ul>
 */
public final class WebRtc {
  private static @Nullable WebRtc opened;

  private final PeerConnectionFactory sending;
  private final PeerConnectionFactory receiving;
  private final ExecutorService events =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("webrtc-events").daemon().factory());

  // The device modules stay referenced for as long as their factories.
  @SuppressWarnings("unused")
  private final AudioDeviceModule sendingDevice;

  @SuppressWarnings("unused")
  private final HeadlessAudioDeviceModule receivingDevice;

  private WebRtc() {
    sendingDevice = new AudioDeviceModule(AudioLayer.kDummyAudio);
    sending = new PeerConnectionFactory(sendingDevice);
    receivingDevice = new HeadlessAudioDeviceModule();
    receiving = new PeerConnectionFactory(receivingDevice);
  }

  /**
   * The process's WebRTC, loaded on the first call (about a tenth of a second).
   *
   * @throws WebRtcUnavailableException if the native library cannot run here
   */
  public static synchronized WebRtc open() {
    WebRtc w = opened;
    if (w == null) {
      try {
        w = new WebRtc();
      } catch (LinkageError | RuntimeException e) {
        throw new WebRtcUnavailableException(
            "WebRTC's native library does not load on this machine ("
                + rootOf(e)
                + "); on Debian: apt-get install libpulse0 libxfixes3 libxrandr2 libxcomposite1",
            e);
      }
      opened = w;
    }
    return w;
  }

  /** Makes connections that send a portrayal, or a client's voice. */
  PeerConnectionFactory sending() {
    return sending;
  }

  /** Makes connections that only receive; never gets an audio track. */
  PeerConnectionFactory receiving() {
    return receiving;
  }

  /** Runs listeners, in order, off the callback threads. */
  ExecutorService events() {
    return events;
  }

  private static String rootOf(Throwable e) {
    Throwable t = e;
    while (t.getCause() != null) {
      t = t.getCause();
    }
    String message = t.getMessage();
    return message == null
        ? "no build for "
            + System.getProperty("os.name", "?")
            + " "
            + System.getProperty("os.arch", "?")
        : message.strip();
  }
}
