package io.visavis.avatar.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.avatar.numpy.NumpyArray;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers may send instead; written by hand, one character for each byte. */
@Timeout(30)
class PickleHostileTest {
  private static final long MANY = 1000;
  private static final String DAMAGED = "it is not a pickle of Python, or is damaged.";
  private static final String F8 =
      "cnumpy\ndtype\n(S'f8'\nI00\nI01\ntR(I3\nS'<'\nNNNI-1\nI-1\nI0\ntb";
  private static final String I4 = F8.replace("f8", "i4");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cos\nsystem\n(S'touch RAN'\ntR",
        "(cos\nsystem\nS'touch RAN'\no",
        "(S'touch RAN'\nios\nsystem\n",
        "cos\nsystem\nS'touch RAN'\n\u0085\u0081",
        "cos\nsystem\nS'touch RAN'\n\u0085}\u0092",
        "S'os'\nS'system'\n\u0093S'touch RAN'\n\u0085R}b"
      })
  void shouldRunNothing(String call) throws Exception {
    Path trace = folder.resolve("ran");
    PickleFile file = parse("}S'a'\n" + call.replace("RAN", trace.toString()) + "s.");
    assertThat(file.keys()).containsExactly("a");
    assertThatThrownBy(() -> file.array("a", MANY))
        .isInstanceOf(PickleException.class)
        .hasMessage(
            "'a' of it is an object of 'os.system'; an array of NumPy, a sparse matrix of SciPy or"
                + " a Ch of chumpy would be right.");
    assertThat(Files.exists(trace)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flame-py2-0.pkl", "flame-py2-2.pkl", "flame-4.pkl", "numbers-5.pkl"})
  void shouldRefuseEveryFileThatIsCutShort(String name) throws Exception {
    byte[] whole;
    try (InputStream in =
        Objects.requireNonNull(PickleHostileTest.class.getResourceAsStream(name))) {
      whole = in.readAllBytes();
    }
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> PickleFile.parse(cut, "it"))
          .isInstanceOf(PickleException.class)
          .hasMessage("it ends too early.");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "T\u00ff\u00ff\u00ff\u007f",
        "T\u00ff\u00ff\u00ff\u00ff",
        "X\u00ff\u00ff\u00ff\u00ff",
        "B\u00ff\u00ff\u00ff\u007f",
        "\u008b\u00ff\u00ff\u00ff\u007f",
        "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f",
        "\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff",
        "\u0096\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0080",
        "\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f",
        "U\u0002a"
      })
  void shouldRefuseLengthsBeyondTheEnd(String operation) {
    assertThatThrownBy(() -> parse(operation)).hasMessage("it ends too early.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\n",
        "\u0000",
        ".",
        "(.",
        "0",
        "1",
        "2",
        "(2",
        "R",
        ")]R",
        "]]R",
        "a",
        "]a",
        "Na",
        "](0a",
        "]NN(b",
        "]Nb",
        "s",
        "}Ns",
        "}(Nu",
        "](NNu",
        "}(NNe",
        "]N(N\u0090",
        "t",
        "(Nd",
        "o",
        "(o",
        "h\u0000",
        "g0\n",
        "gx\n",
        "g-1\n",
        "j\u0000\u0000\u0000\u0000",
        "q\u0000",
        "(q\u0000",
        "N\u0085\u0086",
        "(\u0085",
        "NN\u0093",
        "Ix\n",
        "I\n",
        "L1LL\n",
        "S'a\n",
        "S'\n",
        "Sa\n",
        "F\n",
        "(ios\nx\n\u0094R"
      })
  void shouldRefuseProgramsThatMakeNoSense(String program) {
    assertThatThrownBy(() -> parse(program + "...."))
        .isInstanceOf(PickleException.class)
        .hasMessage(DAMAGED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\u0080\u0006. | has the pickle protocol 6; 0 to 5 are known.",
        "P1 | keeps an object outside of the file; inside would be right.",
        "NQ | keeps an object outside of the file",
        "\u0097 | keeps the bytes of an array outside of the file",
        "N\u0098 | keeps the bytes of an array outside of the file",
        "\u0082\u0001 | has a class by its number; its name would be right.",
        "N. | holds None; a dict of arrays would be right.",
        "]. | holds a list; a dict of arrays would be right.",
        "(Vab. | ends too early.",
        "K\u0005. | holds the number 5; a dict"
      })
  void shouldSayWhatElseIsWrong(String program, String sentence) {
    assertThatThrownBy(() -> parse(program))
        .isInstanceOf(PickleException.class)
        .hasMessageContaining("it " + sentence);
  }

  @Test
  void shouldReadTextInEveryFormThatPythonWrites() throws Exception {
    PickleFile file =
        parse(
            "ccollections\n"
                + "OrderedDict\n"
                + ")R(V\\u00e4\\\\u0041\\U0001f600\n"
                + "NS'\\x61\\142\\n"
                + "\\q\\''\n"
                + "NX\u0002\u0000\u0000\u0000\u00c3\u00a4NT\u0001\u0000\u0000\u0000\u00e4NL-12L\n"
                + "Nu.");
    assertThat(file.keys()).containsExactly("ä\\\\u0041😀", "ab\n\\q'", "ä");
    assertThatThrownBy(() -> parse("}X\u0001\u0000\u0000\u0000\u00c3Ns.")).hasMessage(DAMAGED);
    assertThatThrownBy(() -> parse("}X\u0002\u0000\u0000\u0000\u00c3aNs.")).hasMessage(DAMAGED);
    assertThatThrownBy(() -> parse("}X\u0004\u0000\u0000\u0000\u00f7\u00bf\u00bf\u00bfNs."))
        .hasMessage(DAMAGED);
    assertThatThrownBy(() -> parse("}V\\U00110000\nNs.")).hasMessage(DAMAGED);
    assertThatThrownBy(() -> parse("}V\\u00\nNs.")).hasMessage(DAMAGED);
    assertThatThrownBy(() -> parse("}S'\\xg0'\nNs.")).hasMessage(DAMAGED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "g0~ | is a dict;",
        "cchumpy.ch~Ch~)\u0081p1~}S'x'~g1~sb | is wrapped more than 8 times",
        "cchumpy.ch~Ch~)\u0081p1~g1~b | is an object of 'chumpy.ch.Ch' without an 'x'",
        "cchumpy.ch_ops~sin~)\u0081}S'x'~Nsb | is an object of 'chumpy.ch_ops.sin'; an array",
        "]p1~g1~ag1~a | is a list;",
        "])\u0086p1~0]g1~R | is an object of 'what has no name';",
        "ccopy_reg~_reconstructor~]\u0085R | is an object of 'what has no name'",
        "cnumpy.core.multiarray~_reconstruct~)Rp1~g1~b | has no usable type of values",
        "cscipy.sparse.csc~csc_matrix~)Rp1~g1~b | has no usable shape"
      })
  void shouldEndWhereThingsHoldThemselves(String value, String sentence) throws Exception {
    String program = lines("}p0~S'a'~" + value + "s.");
    PickleFile file = parse(program);
    assertThatThrownBy(() -> file.array("a", MANY))
        .isInstanceOf(PickleException.class)
        .hasMessageContaining("'a' of it " + sentence);
  }

  @Test
  void shouldBoundWhatAFileMakesItDo() throws Exception {
    String many = "holds more than 1048576 values besides those of arrays.";
    assertThatThrownBy(() -> parse("N" + "2".repeat(2 << 20))).hasMessageContaining(many);
    assertThatThrownBy(() -> parse("]".repeat(2 << 20))).hasMessageContaining(many);
    assertThatThrownBy(() -> parse("(".repeat(2 << 20))).hasMessageContaining(many);
    assertThatThrownBy(() -> parse("N0".repeat(2 << 20))).hasMessageContaining(many);
    assertThatThrownBy(() -> parse("N" + "\u0094".repeat(2 << 20))).hasMessageContaining(many);
    assertThatThrownBy(() -> parse("N" + "20".repeat(3 << 20)))
        .hasMessageContaining("has more than 4194304 steps; a file of arrays has few.");
    PickleFile deep = parse("}S'a'\n)" + "\u0085".repeat(1 << 19) + "s.");
    assertThatThrownBy(() -> deep.array("a", MANY)).hasMessageContaining("is a tuple;");
    StringBuilder keys = new StringBuilder("}(");
    for (int i = 0; i < 10_001; i++) {
      keys.append('S').append('\'').append(i).append("'\nN");
    }
    assertThatThrownBy(() -> parse(keys + "u.")).hasMessage("it has more than 10000 keys.");
    // Nobody asks for it.
    assertThat(parse("}S'" + "k".repeat(201) + "'\nNs.").keys()).isEmpty();
    assertThat(parse("}L" + "9".repeat(1 << 20) + "L\nNs.").keys()).isEmpty();
    assertThat(parse("}\u008b\u0000\u0001\u0000\u0000" + "x".repeat(256) + "Ns.").keys()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I3~ | has 16 bytes of values; 24 would be right for its shape and type.",
        "I1~ | has 16 bytes of values; 8 would be right",
        "I1001~ | has the shape (1001), more than 1000 values.",
        "I2147483647~I2147483647~I2147483647~I2147483647~ | has the shape (2147483647,",
        "I9223372036854775807~I2~ | has the shape (9223372036854775807, 2), more than 1000 values.",
        "I-1~ | has a side that is the number -1; a length would be right.",
        "N | has a side that is None;",
        "I1~I1~I1~I1~I1~I1~I1~I1~I1~ | has more than 8 sides.",
        "I0~I2000~ | has the shape (0, 2000), more than 1000 values."
      })
  void shouldRefuseShapesThatAreNotThoseOfTheBytes(String sides, String sentence) throws Exception {
    PickleFile file = parse("}S'a'\n" + array(lines(sides), F8, "x".repeat(16)) + "s.");
    assertThatThrownBy(() -> file.array("a", MANY))
        .isInstanceOf(PickleException.class)
        .hasMessageContaining("'a' of it " + sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I2~I2~ | 0 | 1 | 2 | 0 | 1 |",
        "I2~I2~ | 0 | 1 | 2 | 0 | 2 | has the index 2; less than 2 would be right.",
        "I2~I2~ | 0 | 1 | 2 | -1 | 1 | has the index -1; less than 2 would be right.",
        "I2~I2~ | 0 | 3 | 2 | 0 | 1 | has a line up to the value 3; 0 to 2 would be right.",
        "I2~I2~ | 0 | 2 | 1 | 0 | 1 | has a line up to the value 1; 0 to 2 would be right.",
        "I2~I2~ | -1 | 1 | 2 | 0 | 1 | has a line up to the value 1; 0 to 2 would be right.",
        "I2~I3~ | 0 | 1 | 2 | 0 | 1 | has starts of 2 lines; 3 would be right.",
        "I2~ | 0 | 1 | 2 | 0 | 1 | has 1 sides; 2 would be right.",
        "I99999~I99999~ | 0 | 1 | 2 | 0 | 1 | has the shape (99999, 99999), more than 1000",
        "N | 0 | 1 | 2 | 0 | 1 | has a side that is None"
      })
  void shouldRefuseSparseMatricesThatPointElsewhere(
      String sides,
      int start0,
      int start1,
      int start2,
      int index0,
      int index1,
      @Nullable String sentence)
      throws Exception {
    PickleFile file =
        parse(
            "}S'a'\ncscipy.sparse.csc\ncsc_matrix\n)R}(S'_shape'\n("
                + lines(sides)
                + "tS'data'\n"
                + array("I2\n", F8, "\0\0\0\0\0\0\u00f0?\0\0\0\0\0\0\0@")
                + "S'indices'\n"
                + array("I2\n", I4, four(index0) + four(index1))
                + "S'indptr'\n"
                + array("I3\n", I4, four(start0) + four(start1) + four(start2))
                + "ubs.");
    if (sentence == null) {
      NumpyArray dense = file.array("a", MANY);
      assertThat(dense.values()).containsExactly(1, 0, 0, 2);
    } else {
      assertThatThrownBy(() -> file.array("a", MANY))
          .isInstanceOf(PickleException.class)
          .hasMessageContaining("'a' of it " + sentence);
    }
  }

  @Test
  void shouldRefuseSparseMatricesWithoutTheirParts() throws Exception {
    String start = "}S'a'\ncscipy.sparse.coo\ncoo_matrix\n)R}(S'shape'\n(I2\nI2\nt";
    String data = "S'data'\n" + array("I1\n", F8, "x".repeat(8));
    PickleFile empty = parse(start + "ubs.");
    assertThatThrownBy(() -> empty.array("a", MANY))
        .hasMessage("'data' of 'a' of it is missing; an array of NumPy would be right.");
    PickleFile halved =
        parse(start + data + "S'row'\n" + array("I1\n", F8, "x".repeat(8)) + "ubs.");
    assertThatThrownBy(() -> halved.array("a", MANY))
        .hasMessage("'row' of 'a' of it has no integers; indices would be right.");
    String two = "S'row'\n" + array("I2\n", I4, "\0".repeat(8));
    PickleFile more =
        parse(start + data + two + "S'col'\n" + array("I1\n", I4, "\0".repeat(4)) + "ubs.");
    assertThatThrownBy(() -> more.array("a", MANY))
        .hasMessage("'a' of it has indices of 2 values; 1 would be right.");
    PickleFile square = parse(start + "S'data'\n" + array("I1\nI1\n", F8, "x".repeat(8)) + "ubs.");
    assertThatThrownBy(() -> square.array("a", MANY))
        .hasMessage("'a' of it has parts with 2 sides; 1 would be right.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(I1~tS'Q'~ | has no usable order; C or F would be right.",
        "(I1~tS'K'~(I1~t | has no usable order of its sides",
        "(I1~I1~tS'K'~(I0~I0~t | has no usable order of its sides",
        "(I1~tS'K'~(I-1~t | has no usable order of its sides",
        "(I1~tN | has no usable order; C or F would be right.",
        "I1~S'C'~ | has no usable shape; a tuple of sides would be right."
      })
  void shouldRefuseBuffersInNoOrder(String shapeAndOrder, String sentence) throws Exception {
    PickleFile file =
        parse(
            "}S'a'\ncnumpy.core.numeric\n_frombuffer\n(C\u00081234567\u0000"
                + F8
                + lines(shapeAndOrder)
                + "tRs.");
    assertThatThrownBy(() -> file.array("a", MANY))
        .isInstanceOf(PickleException.class)
        .hasMessageContaining("'a' of it " + sentence);
  }

  private static PickleFile parse(String latin) {
    return PickleFile.parse(latin.getBytes(StandardCharsets.ISO_8859_1), "it");
  }

  /** With an end of a line for every tilde. */
  private static String lines(String program) {
    return program.replace('~', '\n');
  }

  private static String array(String sides, String type, String bytes) {
    return lines("cnumpy.core.multiarray~_reconstruct~(cnumpy~ndarray~(I0~tS'b'~tR(I1~(")
        + sides
        + "t"
        + type
        + lines("I00~U")
        + (char) bytes.length()
        + bytes
        + "tb";
  }

  private static String four(int value) {
    StringBuilder out = new StringBuilder();
    for (int shift = 0; shift < 32; shift += 8) {
      out.append((char) ((value >> shift) & 0xff));
    }
    return out.toString();
  }
}
