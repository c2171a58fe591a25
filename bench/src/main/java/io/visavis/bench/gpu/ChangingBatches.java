package io.visavis.bench.gpu;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.rig.Binding;
import io.visavis.cuda.CudaBackend;
import io.visavis.cuda.device.Device;
import io.visavis.render.AvatarHandle;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.Scenes;
import io.visavis.render.View;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Portrayals, sizes and avatars that come and go from tick to tick. Every picture is the same as
 * one that is drawn by itself.
 */
final class ChangingBatches {
  private ChangingBatches() {}

  /** Ticks in this process, then fewer of them under compute-sanitizer where there is one. */
  static Map<String, Object> checked(Device device, int ticks)
      throws IOException, InterruptedException {
    Map<String, Object> out = new LinkedHashMap<>();
    int wrong = run(device, ticks);
    out.put("ticks", ticks);
    out.put("wrong", wrong);
    boolean right = wrong == 0;
    for (String tool : List.of("memcheck", "racecheck")) {
      String said = sanitized(tool);
      out.put(tool, said);
      right &=
          said.startsWith("not run")
              || said.contains("ERROR SUMMARY: 0 errors")
              || said.contains("RACECHECK SUMMARY: 0 hazards");
    }
    out.put("right", right);
    return out;
  }

  /** Returns how many pictures were not as they should be. */
  static int run(Device device, int ticks) {
    Random random = new Random(1);
    int wrong = 0;
    try (CudaBackend backend = new CudaBackend(device);
        CudaBackend alone = new CudaBackend(device)) {
      List<DrawRequest> batch = new ArrayList<>();
      for (int tick = 0; tick < ticks; tick++) {
        while (batch.isEmpty() || (batch.size() < 12 && random.nextInt(3) > 0)) {
          batch.add(request(backend.load(avatar(random, tick)), random));
        }
        for (DrawRequest request : batch) {
          for (int c = 0; c < request.avatar().avatar().space().coefficients(); c++) {
            request.motion()[c] = random.nextFloat();
          }
        }
        backend.draw(batch);
        DrawRequest one = batch.get(random.nextInt(batch.size()));
        Picture.I420 picture = (Picture.I420) one.targets().getFirst().picture();
        byte[] together = picture.y().clone();
        alone.draw(List.of(one));
        wrong += Arrays.equals(together, picture.y()) ? 0 : 1;
        if (random.nextInt(2) == 0) {
          batch.remove(random.nextInt(batch.size())).avatar().close();
        }
      }
      batch.forEach(r -> r.avatar().close());
    }
    return wrong;
  }

  private static Avatar avatar(Random random, int seed) {
    Binding binding = Binding.values()[random.nextInt(3)];
    return random.nextBoolean()
        ? Scenes.ball(200 + random.nextInt(8000), binding, seed)
        : Scenes.disorder(50 + random.nextInt(3000), seed);
  }

  private static DrawRequest request(AvatarHandle avatar, Random random) {
    List<DrawRequest.Target> targets = new ArrayList<>();
    for (int eye = 0; eye <= random.nextInt(2); eye++) {
      int width = 2 * (32 + random.nextInt(150));
      int height = 2 * (32 + random.nextInt(150));
      targets.add(
          new DrawRequest.Target(
              View.orbit(avatar.avatar().camera(), width, height, random.nextDouble(), 0, 1),
              Background.DEFAULT,
              Picture.I420.of(width, height)));
    }
    return new DrawRequest(avatar, targets);
  }

  private static String sanitized(String tool) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("compute-sanitizer", "--tool", tool, "--print-limit", "5"));
    ProcessHandle.Info self = ProcessHandle.current().info();
    command.add(self.command().orElse("java"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of(GpuCommand.class.getName(), "--changing-only"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return "not run: there is no compute-sanitizer on this machine";
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return said.lines()
        .filter(line -> line.contains("SUMMARY"))
        .findFirst()
        .orElse("exit code " + code + ": " + said.lines().reduce("", (a, b) -> b));
  }
}
