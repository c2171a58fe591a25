package io.visavis.cuda.shim;

import io.visavis.cuda.device.Kernel;
import io.visavis.cuda.layout.Pool;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A tick as a file for {@code replay.cpp}: the device's memory before it, its launches, its
 * pictures.
 */
final class Recorder {
  private final ShimDevice device;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream launches = new DataOutputStream(bytes);
  private byte[] memory = new byte[0];
  private int count;
  private long out;

  Recorder(ShimDevice device) {
    this.device = device;
  }

  void launch(Kernel kernel, int blocks, MemorySegment batch) {
    try {
      if (count++ == 0) {
        memory = memory();
        out = batch.get(ValueLayout.JAVA_LONG, 8L * Pool.OUT.ordinal());
      }
      byte[] name = kernel.symbol().getBytes(StandardCharsets.UTF_8);
      putLong(launches, name.length);
      launches.write(name);
      putInt(launches, blocks);
      putInt(launches, kernel.threads());
      putLong(launches, batch.byteSize());
      launches.write(batch.toArray(ValueLayout.JAVA_BYTE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] memory() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(out);
    putInt(data, device.allocations().size());
    for (var allocation : device.allocations().values()) {
      putLong(data, allocation.memory().address());
      putLong(data, allocation.bytes());
      data.write(allocation.memory().asSlice(0, allocation.bytes()).toArray(ValueLayout.JAVA_BYTE));
    }
    return out.toByteArray();
  }

  /** Writes the recording, and what the launches made of the pictures. */
  void write(Path file) throws IOException {
    ShimDevice.Allocation drawn = Objects.requireNonNull(device.allocations().get(out));
    byte[] pictures = drawn.memory().asSlice(0, drawn.bytes()).toArray(ValueLayout.JAVA_BYTE);
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.write(memory);
      putInt(out, count);
      out.write(bytes.toByteArray());
      putLong(out, pictures.length);
      out.write(pictures);
    }
  }

  private static void putInt(DataOutputStream out, int value) throws IOException {
    out.writeInt(Integer.reverseBytes(value));
  }

  private static void putLong(DataOutputStream out, long value) throws IOException {
    out.writeLong(Long.reverseBytes(value));
  }
}
