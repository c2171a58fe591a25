package io.visavis.avatar.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.avatar.numpy.NumpyArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that Python 3.11 wrote with NumPy 2.4 and SciPy 1.17, in the protocol that is in their
 * names. Those of {@code py2} have a head of 6 vertices, 3 triangles and 2 joints in the operations
 * and the names of modules that Python 2.7 had, from a pickler that writes every text and all bytes
 * as a string of Python 2; chumpy was a module with nothing but the two classes.
 */
class PickleFileTest {
  private static final long MANY = 1000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"flame-py2-0.pkl", "flame-py2-2.pkl", "flame-4.pkl"})
  void shouldReadAHead(String name) throws Exception {
    PickleFile file = PickleFile.read(resource(name));
    assertThat(file.keys())
        .containsExactly(
            "J",
            "J_regressor",
            "bs_style",
            "bs_type",
            "f",
            "kintree_table",
            "posedirs",
            "shapedirs",
            "v_template",
            "weights");
    assertThat(file.has("f")).isTrue();
    assertThat(file.has("g")).isFalse();
    NumpyArray regressor = file.array("J_regressor", 12);
    assertThat(regressor.shape()).isEqualTo(List.of(2, 6));
    assertThat(regressor.values()).containsExactly(.25f, 0, 0, 0, 0, 0, 0, 0, .75f, 1, 0, 0);
    assertThat(file.array("kintree_table", 4).values()).containsExactly(0x1p32f, 0, 0, 1);
    assertThat(file.array("f", 9).values()).containsExactly(0, 1, 2, 2, 1, 3, 3, 4, 5);
    shouldRise(file.array("posedirs", 36), List.of(6, 3, 2), 0, 1 / 8f);
    shouldRise(file.array("shapedirs", 36), List.of(6, 3, 2), 0, 1 / 16f);
    shouldRise(file.array("weights", 12), List.of(6, 2), 0, 1);
    NumpyArray template = file.array("v_template", 18);
    assertThat(template.shape()).isEqualTo(List.of(6, 3));
    for (int i = 0; i < 18; i++) {
      assertThat(template.values()[i]).isEqualTo((float) (i * Math.PI - 20));
    }
    assertThatThrownBy(() -> file.array("bs_style", MANY))
        .hasMessageContaining("'bs_style' of")
        .hasMessageContaining(
            "is text or bytes; an array of NumPy, a sparse matrix of SciPy or a Ch");
    assertThatThrownBy(() -> file.array("x", MANY))
        .hasMessageContaining("has no 'x'; it has J, J_regressor, bs_style");
  }

  @ParameterizedTest
  @CsvSource({"0, 9", "2, 30", "5, 30"})
  void shouldReadNumbersOfEveryKindInEitherOrder(int protocol, int arrays) throws Exception {
    PickleFile file = PickleFile.read(resource("numbers-%d.pkl".formatted(protocol)));
    assertThat(file.keys()).hasSize(arrays);
    for (String key : file.keys()) {
      boolean floating = key.startsWith("f") || key.startsWith(">f");
      float first = key.contains("u") ? 0 : -5;
      shouldRise(
          file.array(key, 24),
          List.of(2, 3, 4),
          floating ? first / 4 : first,
          floating ? 1 / 4f : 1);
    }
    assertThatThrownBy(() -> file.array("f8", 23))
        .hasMessageContaining("has the shape (2, 3, 4), more than 23 values.");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5})
  void shouldReadArraysOfEveryForm(int protocol) throws Exception {
    PickleFile file = PickleFile.read(resource("mixed-%d.pkl".formatted(protocol)));
    assertThat(file.array("b1", 4).values()).containsExactly(1, 0, 0, 1);
    assertThat(file.array("top", 2).values()).containsExactly(0x1p64f - 0x1p40f, 0x1p63f);
    assertThat(file.array("nan", 3).values())
        .containsExactly(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
    assertThat(file.array("empty", 3).shape()).isEqualTo(List.of(0, 3));
    assertThat(file.array("one", 1).shape()).isEmpty();
    assertThat(file.array("one", 1).values()).containsExactly(2.5f);
    shouldRise(file.array("Grüße", 3), List.of(3), 0, 1);
    NumpyArray turned = file.array("turned", 24);
    assertThat(turned.shape()).isEqualTo(List.of(3, 4, 2));
    for (int i = 0; i < 24; i++) {
      assertThat(turned.values()[i]).isEqualTo((12 * (i % 2) + i / 2) / 8f);
    }
    shouldRise(file.array("ch", 6), List.of(2, 3), 0, 1);
    shouldRise(file.array("select", 6), List.of(3, 2), 0, 1);
    shouldRise(file.array("chch", 2), List.of(2), 0, 1);
    for (String key : List.of("csc", "csr", "coo", "csca", "csra", "cooa")) {
      if (protocol > 0 || key.length() == 3) {
        assertThat(file.array(key, 6).shape()).isEqualTo(List.of(2, 3));
        assertThat(file.array(key, 6).values()).containsExactly(0, 1.5f, 0, 2, 0, 0);
        assertThatThrownBy(() -> file.array(key, 5)).hasMessageContaining("more than 5 values.");
      }
    }
    assertThat(file.array("twice", 4).values()).containsExactly(0, 3, 4, 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "half | has values of the type '<f2'; numbers of 32 or 64 bits would be right",
        "words | has values of the type '<U1'",
        "objects | has values of the type '|O8'",
        "complex | has values of the type '<c16'",
        "bsr | is an object of 'scipy.sparse._bsr.bsr_matrix'; a csc, csr or coo matrix",
        "scalar | is an object of 'numpy._core.multiarray.scalar'; an array of NumPy",
        "text | is text or bytes;",
        "bytes | ; an array of NumPy, a sparse",
        "int | is the number -7;",
        "big | is a number of Python;",
        "float | is a number of Python;",
        "none | is None;",
        "true | is a truth value;",
        "list | is a list;",
        "set | ; an array of NumPy, a sparse",
        "7 | has no '7'; it has b1, top, turned, empty, one, nan, half, words, objects, complex,"
      })
  void shouldRefuseWhatIsNoArrayOfNumbers(String key, String sentence) throws Exception {
    for (int protocol : new int[] {0, 2, 5}) {
      PickleFile file = PickleFile.read(resource("mixed-%d.pkl".formatted(protocol)));
      assertThatThrownBy(() -> file.array(key, MANY))
          .isInstanceOf(PickleException.class)
          .hasMessageContaining(sentence);
    }
  }

  @Test
  void shouldRefuseFilesThatAreMissingOrTooBig() throws Exception {
    assertThatThrownBy(() -> PickleFile.read(folder.resolve("none.pkl")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> PickleFile.read(folder)).isInstanceOf(IOException.class);
    Path empty = Files.createFile(folder.resolve("empty.pkl"));
    assertThatThrownBy(() -> PickleFile.read(empty)).hasMessage(empty + " ends too early.");
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve("big.pkl").toFile(), "rw")) {
      file.setLength((1L << 30) + 1);
    }
    assertThatThrownBy(() -> PickleFile.read(folder.resolve("big.pkl")))
        .hasMessageContaining("has 1073741825 bytes; at most 1073741824 would be right.");
  }

  private static void shouldRise(NumpyArray array, List<Integer> shape, float first, float step) {
    assertThat(array.shape()).isEqualTo(shape);
    for (int i = 0; i < array.values().length; i++) {
      assertThat(array.values()[i]).isEqualTo(first + i * step);
    }
  }

  private Path resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(PickleFileTest.class.getResourceAsStream(name))) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }
}
