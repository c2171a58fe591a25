package io.visavis.avatar.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that NumPy 2.4 wrote, and what strangers may send instead. */
class NpzFileTest {
  private static final long MANY = 1000;

  @TempDir Path folder;

  @Test
  void shouldReadTexts() throws Exception {
    Path file = folder.resolve("texts.npz");
    new NpzWriter()
        .add("names", List.of("skin", "left_eye"))
        .add("numbers", new float[2], 2)
        .write(file);
    try (NpzFile npz = new NpzFile(file)) {
      assertThat(npz.texts("names", 2)).containsExactly("skin", "left_eye");
      assertThatThrownBy(() -> npz.texts("names", 1))
          .isInstanceOf(NumpyException.class)
          .hasMessageContaining("more than 1 values.");
      assertThatThrownBy(() -> npz.texts("numbers", 9))
          .isInstanceOf(NumpyException.class)
          .hasMessageContaining("has values of the type '<f4'; texts of at most 256 characters");
      assertThatThrownBy(() -> npz.texts("none", 9))
          .isInstanceOf(NumpyException.class)
          .hasMessageContaining("has no array 'none'; it has names, numbers.");
      assertThatThrownBy(() -> npz.array("names", 9))
          .isInstanceOf(NumpyException.class)
          .hasMessageContaining("numbers of 32 or 64 bits would be right");
    }
  }

  @Test
  void shouldReadNumbersOfEveryKindInEitherOrder() throws Exception {
    try (NpzFile file = new NpzFile(resource("numbers.npz"))) {
      assertThat(file.keys()).contains("f4", "f8", "i2", "u1", "number", "empty", "i8", "half");
      for (String key : List.of("f4", "f8", "i2", "u1")) {
        assertThat(file.array(key, MANY).shape()).isEqualTo(List.of(2, 3, 4));
      }
      for (int i = 0; i < 24; i++) {
        assertThat(file.array("f4", MANY).values()[i]).isEqualTo(i / 4f);
        assertThat(file.array("f8", MANY).values()[i]).isEqualTo(i / 8f);
        assertThat(file.array("i2", MANY).values()[i]).isEqualTo(i - 7f);
        assertThat(file.array("u1", MANY).values()[i]).isEqualTo((i + 200) % 256);
      }
      assertThat(file.array("i8", MANY).values()[11]).isEqualTo(11e6f);
      assertThat(file.array("number", MANY).shape()).isEmpty();
      assertThat(file.array("number", MANY).values()).containsExactly(2.5f);
      assertThat(file.array("empty", MANY).shape()).isEqualTo(List.of(0, 6));
      assertThat(file.array("empty", MANY).values()).isEmpty();
    }
    try (NpzFile file = new NpzFile(resource("plain.npz"))) {
      assertThat(file.array("exp", 10).values()).startsWith(-1f).endsWith(1f);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "half | values of the type '<f2'; numbers of 32 or 64 bits would be right",
        "truth | values of the type '|b1'",
        "text | values of the type '<U2'",
        "nothing | has no array 'nothing'; it has f4, f8, i2, u1, number, empty, i8"
      })
  void shouldRefuseWhatIsNoArrayOfNumbers(String key, String sentence) throws Exception {
    try (NpzFile file = new NpzFile(resource("numbers.npz"))) {
      assertThatThrownBy(() -> file.array(key, MANY))
          .isInstanceOf(NumpyException.class)
          .hasMessageContaining(sentence);
    }
  }

  @Test
  void shouldRunNothingOfAPickle() throws Exception {
    try (NpzFile file = new NpzFile(resource("pickled.npz"))) {
      assertThatThrownBy(() -> file.array("thing", MANY))
          .isInstanceOf(NumpyException.class)
          .hasMessageContaining("values of the type '|O'");
    }
  }

  @Test
  void shouldRefuseMoreThanIsAllowedBeforeItUnpacks() throws Exception {
    try (NpzFile file = new NpzFile(resource("numbers.npz"))) {
      assertThatThrownBy(() -> file.array("f4", 23))
          .hasMessageContaining("the shape (2, 3, 4), more than 23 values.");
    }
    // A gigabyte of zeros in a megabyte.
    Path bomb = folder.resolve("bomb.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
      zip.putNextEntry(new ZipEntry("exp.npy"));
      zip.write(header("<f4", "False", "(268435456,)"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 1024; i++) {
        zip.write(zeros);
      }
    }
    try (NpzFile file = new NpzFile(bomb)) {
      assertThatThrownBy(() -> file.array("exp", 1_000_000))
          .hasMessageContaining("more than 1000000 values");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<f4 | False | (3, 99999999999999999999) | has the shape",
        "<f4 | False | (2147483647, 2147483647, 2147483647, 2147483647) | more than 1000 values",
        "<f4 | False | (1,1,1,1,1,1,1,1,1) | more than 8 sides.",
        "<f4 | Maybe | (2,) | without a usable 'fortran_order'",
        "<f4 | False | (-2,) | without a usable 'shape'",
        "<c8 | False | (2,) | values of the type '<c8'",
        "<f4 | False | (900,) | ends too early."
      })
  void shouldRefuseHeadersThatPromiseTheWrongThing(
      String type, String order, String shape, String sentence) {
    byte[] file = Arrays.copyOf(header(type, order, shape), 200);
    assertThatThrownBy(() -> NpyReader.read(new ByteArrayInputStream(file), "it", MANY))
        .isInstanceOf(NumpyException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void shouldRefuseAFileThatIsNoZipOrIsCutShort() throws Exception {
    Path text = Files.writeString(folder.resolve("a.npz"), "this is not a zip file at all");
    assertThatThrownBy(() -> new NpzFile(text))
        .isInstanceOf(NumpyException.class)
        .hasMessageContaining("is not an npz file, or is cut short");
    byte[] whole = Files.readAllBytes(resource("plain.npz"));
    for (int length = 0; length < whole.length; length += 37) {
      Path cut = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, length));
      assertThatThrownBy(
              () -> {
                try (NpzFile file = new NpzFile(cut)) {
                  file.array("exp", MANY);
                }
              })
          .isInstanceOf(NumpyException.class);
    }
  }

  @FuzzTest
  void shouldReadOrRefuseAnyBytes(byte[] bytes) throws IOException {
    try {
      NumpyArray array = NpyReader.read(new ByteArrayInputStream(bytes), "it", MANY);
      assertThat(array.values().length)
          .isEqualTo(array.shape().stream().reduce(1, (a, b) -> a * b));
    } catch (NumpyException e) {
      assertThat(e).message().isNotBlank().doesNotContain("\n");
    }
  }

  private static byte[] header(String type, String order, String shape) {
    String text =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }".formatted(type, order, shape);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(text.length() & 255);
    out.write(text.length() >> 8);
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private Path resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(NpzFileTest.class.getResourceAsStream(name))) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }
}
