package io.visavis.avatar.pickle;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.visavis.avatar.numpy.NumpyArray;
import java.io.IOException;

/** Any bytes are a dict of arrays, or are refused in one sentence. */
class PickleFuzzTest {
  private static final long MANY = 1000;

  @FuzzTest(maxDuration = "10m")
  void shouldReadOrRefuseAnyBytes(byte[] bytes) throws IOException {
    try {
      PickleFile file = PickleFile.parse(bytes, "it");
      for (String key : file.keys()) {
        shouldReadOrRefuse(file, key);
      }
    } catch (PickleException e) {
      shouldBeASentence(e);
    }
  }

  private static void shouldReadOrRefuse(PickleFile file, String key) throws IOException {
    try {
      NumpyArray array = file.array(key, MANY);
      if (array.values().length > MANY
          || array.values().length != array.shape().stream().reduce(1, (a, b) -> a * b)) {
        throw new AssertionError("Not as many values as the shape has.");
      }
    } catch (PickleException e) {
      shouldBeASentence(e);
    }
  }

  private static void shouldBeASentence(PickleException e) {
    String sentence = String.valueOf(e.getMessage());
    if (sentence.isBlank() || sentence.lines().count() != 1) {
      throw new AssertionError("No sentence: " + sentence, e);
    }
  }
}
