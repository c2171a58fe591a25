package io.visavis.avatar.glb;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Any bytes are an avatar that can be written again, or are refused in one sentence. */
class GlbReaderFuzzTest {
  @FuzzTest(maxDuration = "10m")
  void shouldReadOrRefuseAnyBytes(byte[] file) {
    try {
      byte[] written = GlbWriter.encode(GlbReader.parse(file));
      if (!Arrays.equals(GlbWriter.encode(GlbReader.parse(written)), written)) {
        throw new AssertionError("Reading what was written gave another avatar.");
      }
    } catch (AvatarFormatException e) {
      if (e.getMessage().isBlank() || e.getMessage().lines().count() != 1) {
        throw new AssertionError("No sentence: " + e.getMessage(), e);
      }
    }
  }
}
