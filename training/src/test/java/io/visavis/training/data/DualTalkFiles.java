package io.visavis.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files exactly as DualTalk's data set has them. */
public final class DualTalkFiles {
  private DualTalkFiles() {}

  /** Mono, 16 kHz, 32 bit float: format 3. */
  public static void wav(Path file, float[] samples) throws IOException {
    int bytes = 4 * samples.length;
    ByteBuffer out = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) 3).putShort((short) 1).putInt(16_000).putInt(64_000);
    out.putShort((short) 4).putShort((short) 32);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    for (float sample : samples) {
      out.putFloat(sample);
    }
    Files.write(file, out.array());
  }

  /** Motion of the flame space: in the file the neck is before the jaw. */
  public static void npz(Path file, float[][] motion) throws IOException {
    float[][] pose = new float[motion.length][6];
    for (int n = 0; n < motion.length; n++) {
      System.arraycopy(motion[n], 53, pose[n], 0, 3);
      System.arraycopy(motion[n], 50, pose[n], 3, 3);
    }
    float[][] expression =
        Arrays.stream(motion).map(f -> Arrays.copyOf(f, 50)).toArray(float[][]::new);
    npz(file, "exp", "<f4", expression, pose);
  }

  /**
   * Two arrays.
   *
   * @param key of the first; the second is {@code pose}
   * @param type that the first one is said to have; its values are 32 bit floats
   */
  static void npz(Path file, String key, String type, float[][] expression, float[][] pose)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(key + ".npy"));
      zip.write(npy(type, expression));
      zip.putNextEntry(new ZipEntry("pose.npy"));
      zip.write(npy("<f4", pose));
    }
  }

  private static byte[] npy(String type, float[][] rows) {
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }\n"
            .formatted(type, rows.length, rows[0].length);
    ByteBuffer out =
        ByteBuffer.allocate(10 + header.length() + 4 * rows.length * rows[0].length)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.putShort((short) header.length());
    out.put(header.getBytes(StandardCharsets.US_ASCII));
    for (float[] row : rows) {
      for (float value : row) {
        out.putFloat(value);
      }
    }
    return out.array();
  }
}
