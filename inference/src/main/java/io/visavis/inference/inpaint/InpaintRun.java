package io.visavis.inference.inpaint;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.avatar.plate.PlateNetwork.Input;
import io.visavis.inference.model.OnnxRuntime;
import io.visavis.inference.model.RunWatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tensors of one picture at a time, off the heap. One thread at a time. */
final class InpaintRun implements AutoCloseable {
  private final PlateNetwork network;
  private final int pixels;
  private final FloatBuffer output;
  private final float[] scaled;
  private final Map<String, FloatBuffer> seen = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> outputs;
  private final OrtSession.RunOptions options = new OrtSession.RunOptions();

  InpaintRun(PlateNetwork network) throws OrtException {
    this.network = network;
    this.pixels = network.region().columns() * network.region().rows();
    for (Input input : network.inputs()) {
      FloatBuffer values = direct(input.role().channels() * pixels);
      seen.put(input.tensor(), values);
      inputs.put(input.tensor(), tensor(values, input.role().channels()));
    }
    this.scaled = new float[3 * pixels];
    this.output = direct(3 * pixels);
    this.outputs = Map.of(network.output(), tensor(output, 3));
  }

  private static FloatBuffer direct(int values) {
    return ByteBuffer.allocateDirect(4 * values).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private OnnxTensor tensor(FloatBuffer values, int channels) throws OrtException {
    return OnnxTensor.createTensor(
        OnnxRuntime.environment(),
        values,
        new long[] {1, channels, network.region().rows(), network.region().columns()});
  }

  Map<String, OnnxTensor> inputs() {
    return inputs;
  }

  /** Puts a picture and its mask into the tensors, from black to white. */
  void show(float[] picture, float[] mask) {
    float black = network.black();
    float range = network.white() - black;
    for (int k = 0; k < network.inputs().size(); k++) {
      Input input = network.inputs().get(k);
      FloatBuffer to = seen.get(input.tensor());
      if (to == null) {
        continue;
      }
      if (input.role() == PlateNetwork.Role.MASK) {
        to.put(0, mask, 0, pixels);
      } else {
        for (int i = 0; i < 3 * pixels; i++) {
          scaled[i] = black + range * picture[i];
        }
        to.put(0, scaled, 0, 3 * pixels);
      }
    }
  }

  /** Runs the network; false if it took too long and was ended. */
  boolean run(OrtSession session, RunWatch watch) throws OrtException {
    return watch.run(session, inputs, outputs, options);
  }

  /** What the network made, 0..1; false if some of it is no number. */
  boolean take(float[] made) {
    float black = network.black();
    float scale = 1 / (network.white() - black);
    float odd = 0;
    output.get(0, made, 0, 3 * pixels);
    for (int i = 0; i < 3 * pixels; i++) {
      made[i] = scale * (made[i] - black);
      odd += 0 * made[i]; // NaN where one is NaN or infinite
    }
    return odd == 0;
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    options.close();
  }
}
