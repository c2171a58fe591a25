package io.visavis.training.speech;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * libespeak-ng in this process. The library keeps global state: one object, one thread.
 *
 * <p>Event layout (speak_lib.h, 64 bit): type@0, text_position@8, length@12, audio_position@16,
 * sample@20, user_data@24, id@32; 40 bytes.
 */
final class EspeakLibrary {
  private static final int EVENT_BYTES = 40;
  private static final int EVENT_PHONEME = 7;
  private static final int OUTPUT_SYNCHRONOUS = 2;
  private static final int PHONEME_EVENTS_IPA = 1 | 2;
  private static final int CHARS_UTF8 = 1;
  private static final int PARAM_RATE = 1;
  private static final int PARAM_PITCH = 3;
  private static final int PARAM_RANGE = 4;

  /** A phoneme that begins at a sample. */
  record Event(int sample, String ipa) {}

  /** What was spoken: mono samples at {@link EspeakLibrary#rate()}, and its phonemes. */
  record Speech(short[] pcm, List<Event> events) {}

  private final MethodHandle setVoice;
  private final MethodHandle setParameter;
  private final MethodHandle synth;
  private final int rate;
  private final ByteArrayOutputStream audio = new ByteArrayOutputStream();
  private final List<Event> events = new ArrayList<>();

  EspeakLibrary() {
    Linker linker = Linker.nativeLinker();
    Arena arena = Arena.global();
    SymbolLookup symbols;
    try {
      symbols = SymbolLookup.libraryLookup("libespeak-ng.so.1", arena);
    } catch (IllegalArgumentException e) {
      throw new MissingSpeechToolException("libespeak-ng", "libespeak-ng1 espeak-ng-data");
    }
    setVoice = handle(linker, symbols, "espeak_SetVoiceByName", JAVA_INT, ADDRESS);
    setParameter =
        handle(linker, symbols, "espeak_SetParameter", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    synth =
        handle(
            linker,
            symbols,
            "espeak_Synth",
            JAVA_INT,
            ADDRESS,
            JAVA_LONG,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            ADDRESS,
            ADDRESS);
    try {
      rate =
          (int)
              handle(
                      linker,
                      symbols,
                      "espeak_Initialize",
                      JAVA_INT,
                      JAVA_INT,
                      JAVA_INT,
                      ADDRESS,
                      JAVA_INT)
                  .invoke(OUTPUT_SYNCHRONOUS, 0, MemorySegment.NULL, PHONEME_EVENTS_IPA);
      if (rate <= 0) {
        throw new MissingSpeechToolException("espeak-ng's data", "espeak-ng-data");
      }
      MethodHandle callback =
          MethodHandles.lookup()
              .bind(
                  this,
                  "received",
                  MethodType.methodType(
                      int.class, MemorySegment.class, int.class, MemorySegment.class));
      MemorySegment stub =
          linker.upcallStub(
              callback, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS), arena);
      linker
          .downcallHandle(
              symbols.find("espeak_SetSynthCallback").orElseThrow(),
              FunctionDescriptor.ofVoid(ADDRESS))
          .invoke(stub);
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("libespeak-ng could not be started.", e);
    }
  }

  private static MethodHandle handle(
      Linker linker, SymbolLookup symbols, String name, MemoryLayout result, MemoryLayout... args) {
    return linker.downcallHandle(
        symbols.find(name).orElseThrow(), FunctionDescriptor.of(result, args));
  }

  int rate() {
    return rate;
  }

  /**
   * @param wordsPerMinute 80 to 450
   * @param pitch 0 to 100
   * @param range of the pitch, 0 to 100
   * @return null when there is no such voice
   */
  @org.jspecify.annotations.Nullable
  Speech speak(String text, String voice, int wordsPerMinute, int pitch, int range) {
    audio.reset();
    events.clear();
    try (Arena arena = Arena.ofConfined()) {
      if ((int) setVoice.invoke(arena.allocateFrom(voice)) != 0) {
        return null;
      }
      int status = (int) setParameter.invoke(PARAM_RATE, wordsPerMinute, 0);
      status |= (int) setParameter.invoke(PARAM_PITCH, pitch, 0);
      status |= (int) setParameter.invoke(PARAM_RANGE, range, 0);
      MemorySegment utf8 = arena.allocateFrom(text);
      status |=
          (int)
              synth.invoke(
                  utf8,
                  utf8.byteSize(),
                  0,
                  1,
                  0,
                  CHARS_UTF8,
                  MemorySegment.NULL,
                  MemorySegment.NULL);
      if (status != 0) {
        throw new IllegalStateException("espeak-ng refused '" + text + "'.");
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("libespeak-ng failed.", e);
    }
    short[] pcm = new short[audio.size() / 2];
    ByteBuffer.wrap(audio.toByteArray()).order(ByteOrder.nativeOrder()).asShortBuffer().get(pcm);
    return new Speech(pcm, List.copyOf(events));
  }

  /** Called by the library with a block of samples and the events in it. */
  @SuppressWarnings({"unused", "UnusedMethod"}) // reached through the upcall stub
  private int received(MemorySegment wave, int samples, MemorySegment eventList) {
    for (long at = 0; ; at += EVENT_BYTES) {
      MemorySegment event = eventList.reinterpret(at + EVENT_BYTES).asSlice(at, EVENT_BYTES);
      int type = event.get(JAVA_INT, 0);
      if (type == 0) {
        break;
      }
      if (type == EVENT_PHONEME) {
        byte[] id = event.asSlice(32, 8).toArray(JAVA_BYTE);
        int length = 0;
        while (length < id.length && id[length] != 0) {
          length++;
        }
        events.add(
            new Event(event.get(JAVA_INT, 20), new String(id, 0, length, StandardCharsets.UTF_8)));
      }
    }
    if (wave.address() != 0 && samples > 0) {
      short[] block = wave.reinterpret(2L * samples).toArray(JAVA_SHORT);
      ByteBuffer bytes = ByteBuffer.allocate(2 * samples).order(ByteOrder.nativeOrder());
      bytes.asShortBuffer().put(block);
      audio.writeBytes(bytes.array());
    }
    return 0;
  }
}
