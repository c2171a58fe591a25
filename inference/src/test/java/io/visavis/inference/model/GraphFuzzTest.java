package io.visavis.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a network whose graph may be run, or are refused in one sentence. */
class GraphFuzzTest {
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void shouldTakeOrRefuseAnyGraph(byte[] bytes) {
    try {
      GraphRules.check(ModelProto.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      // No network at all, which is said before its graph is looked at.
      return;
    } catch (ModelException e) {
      assertThat(e)
          .message()
          .endsWith(".")
          .doesNotContainPattern("\\p{Cntrl}")
          .hasSizeLessThan(300);
    }
  }

  static Stream<byte[]> seeds() {
    return Stream.of(
        TestModels.onnx(TestModels.plain()),
        TestModels.onnx(TestModels.allRoles()),
        TestModels.onnx(TestModels.window()));
  }
}
