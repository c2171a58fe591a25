package io.visavis.avatar.numpy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes {@code .npz} files for tests, as {@code numpy.savez} does. */
public final class NpzWriter {
  private final Map<String, byte[]> arrays = new LinkedHashMap<>();

  /** Adds an array of floats. */
  public NpzWriter add(String key, float[] values, int... shape) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    arrays.put(key, array("<f4", data.array(), shape));
    return this;
  }

  /** Adds an array of whole numbers. */
  public NpzWriter add(String key, int[] values, int... shape) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asIntBuffer().put(values);
    arrays.put(key, array("<u4", data.array(), shape));
    return this;
  }

  /** Adds an array of texts, as NumPy has them: four bytes a character, all of one length. */
  public NpzWriter add(String key, List<String> values) {
    int length = values.stream().mapToInt(String::length).max().orElse(1);
    ByteBuffer data =
        ByteBuffer.allocate(4 * length * values.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.size(); i++) {
      for (int k = 0; k < values.get(i).length(); k++) {
        data.putInt(4 * (i * length + k), values.get(i).charAt(k));
      }
    }
    arrays.put(key, array("<U" + length, data.array(), values.size()));
    return this;
  }

  private static byte[] array(String type, byte[] data, int... shape) {
    String sides = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, sides);
    byte[] header =
        (text + " ".repeat(63 - (text.length() + 10) % 64) + "\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(header.length & 0xff);
    out.write(header.length >> 8);
    out.writeBytes(header);
    out.writeBytes(data);
    return out.toByteArray();
  }

  /** Writes the file. */
  public Path write(Path file) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.setLevel(1);
      for (Map.Entry<String, byte[]> entry : arrays.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey() + ".npy"));
        zip.write(entry.getValue());
      }
    }
    return file;
  }
}
