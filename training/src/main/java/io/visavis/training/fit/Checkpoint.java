package io.visavis.training.fit;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.training.net.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Where training stands, in one file: weights, moments of the optimiser, steps done, and the
 * features' statistics. Written to a side file and moved.
 */
public final class Checkpoint {
  /**
   * Everything but the arrays.
   *
   * @param step steps done
   * @param steps steps in all
   * @param prior [bands] mean of the log-mel frames
   * @param scale of the log-mel frames
   */
  public record Progress(int step, int steps, float[] prior, double scale) {
    /** How voices were heard. */
    public FeatureSpec features() {
      return FeatureSpec.standard().withPrior(prior, scale);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, byte[]> parts;

  private Checkpoint(Map<String, byte[]> parts) {
    this.parts = parts;
  }

  static void write(Path file, Progress progress, Weights weights, NDList moments)
      throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path side = file.resolveSibling(file.getFileName() + ".part");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(side))) {
      zip.setLevel(1);
      zip.putNextEntry(new ZipEntry("progress.json"));
      zip.write(JSON.writeValueAsBytes(progress));
      zip.putNextEntry(new ZipEntry("weights.npz"));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      weights.save(bytes);
      zip.write(bytes.toByteArray());
      zip.putNextEntry(new ZipEntry("moments.npz"));
      bytes.reset();
      moments.encode(bytes, NDList.Encoding.NPZ);
      zip.write(bytes.toByteArray());
    }
    Files.move(side, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * @throws IOException when there is no such file or it is not a checkpoint
   */
  public static Checkpoint read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException(
          "There is no checkpoint " + file + "; make one with `visavis train fit`.");
    }
    Map<String, byte[]> parts = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        parts.put(e.getName(), zip.readAllBytes());
      }
    } catch (ZipException | EOFException e) {
      throw new IOException(notOne(file), e);
    }
    if (parts.size() != 3) {
      throw new IOException(notOne(file));
    }
    return new Checkpoint(parts);
  }

  private static String notOne(Path file) {
    return file + " is not a whole checkpoint of training; delete it to begin anew.";
  }

  public Progress progress() throws IOException {
    return JSON.readValue(part("progress.json"), Progress.class);
  }

  public Weights weights(NDManager manager) throws IOException {
    return Weights.load(manager, new ByteArrayInputStream(part("weights.npz")));
  }

  NDList moments(NDManager manager) throws IOException {
    return NDList.decode(manager, new ByteArrayInputStream(part("moments.npz")));
  }

  private byte[] part(String name) {
    byte[] part = parts.get(name);
    if (part == null) {
      throw new IllegalStateException("The checkpoint lacks its part " + name + ".");
    }
    return part;
  }
}
