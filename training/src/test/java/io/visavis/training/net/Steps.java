package io.visavis.training.net;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.visavis.inference.model.ModelCard;
import io.visavis.inference.model.MotionModel;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Runs a step model over whole clips, frame by frame. */
final class Steps {
  private Steps() {}

  /**
   * Motion [batch * frames * 55].
   *
   * @param inputs [batch * frames * size] by name of the tensor
   */
  static float[] run(MotionModel model, Map<String, float[]> inputs, int batch, int frames)
      throws OrtException {
    OrtEnvironment env = OrtEnvironment.getEnvironment();
    ModelCard card = model.card();
    Map<String, float[]> states = new HashMap<>();
    card.states().forEach(s -> states.put(s.in(), new float[batch * s.size()]));
    float[] out = new float[batch * frames * 55];
    for (int n = 0; n < frames; n++) {
      Map<String, OnnxTensor> in = new HashMap<>();
      for (ModelCard.Input input : card.inputs()) {
        float[] all = Objects.requireNonNull(inputs.get(input.tensor()));
        int size = input.size();
        float[] now = new float[batch * size];
        for (int b = 0; b < batch; b++) {
          System.arraycopy(all, (b * frames + n) * size, now, b * size, size);
        }
        in.put(
            input.tensor(),
            OnnxTensor.createTensor(env, FloatBuffer.wrap(now), shape(batch, input.shape())));
      }
      for (ModelCard.State s : card.states()) {
        float[] values = Objects.requireNonNull(states.get(s.in()));
        in.put(
            s.in(),
            OnnxTensor.createTensor(env, FloatBuffer.wrap(values), shape(batch, s.shape())));
      }
      try (OrtSession.Result result = model.session().run(in)) {
        FloatBuffer motion = ((OnnxTensor) result.get("motion").orElseThrow()).getFloatBuffer();
        for (int b = 0; b < batch; b++) {
          motion.get(b * 55, out, (b * frames + n) * 55, 55);
        }
        for (ModelCard.State s : card.states()) {
          float[] values = Objects.requireNonNull(states.get(s.in()));
          ((OnnxTensor) result.get(s.out()).orElseThrow()).getFloatBuffer().get(values);
        }
      }
      in.values().forEach(OnnxTensor::close);
    }
    return out;
  }

  private static long[] shape(int batch, java.util.List<Integer> perRow) {
    long[] shape = new long[perRow.size() + 1];
    shape[0] = batch;
    for (int i = 0; i < perRow.size(); i++) {
      shape[i + 1] = perRow.get(i);
    }
    return shape;
  }
}
