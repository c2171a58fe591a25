package io.visavis.media.webrtc;

import dev.onvoid.webrtc.internal.NativeObject;
import dev.onvoid.webrtc.internal.RefCountedObject;
import java.lang.reflect.Field;

/**
 * Gives back the references that webrtc-java takes on connections and senders and has no call to
 * release: without this every closed connection leaves about 0.3 MB behind.
 */
final class NativeHandles {
  private static final Field HANDLE = handleField();

  private NativeHandles() {}

  /** The native address behind an object; read it before {@code close()}, which clears it. */
  static long of(NativeObject o) {
    try {
      return HANDLE.getLong(o);
    } catch (IllegalAccessException e) {
      throw new LinkageError("webrtc-java's native handle is not accessible", e);
    }
  }

  /** Releases one reference; nothing may use that object afterwards. */
  static void release(long handle) {
    if (handle != 0) {
      new Reference(handle).release();
    }
  }

  private static Field handleField() {
    try {
      Field f = NativeObject.class.getDeclaredField("nativeHandle");
      f.setAccessible(true);
      return f;
    } catch (NoSuchFieldException e) {
      throw new LinkageError("webrtc-java has changed: NativeObject.nativeHandle is gone", e);
    }
  }

  private static final class Reference extends RefCountedObject {
    Reference(long handle) {
      try {
        HANDLE.setLong(this, handle);
      } catch (IllegalAccessException e) {
        throw new LinkageError("webrtc-java's native handle is not accessible", e);
      }
    }
  }
}
