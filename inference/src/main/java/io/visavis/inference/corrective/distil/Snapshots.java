package io.visavis.inference.corrective.distil;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Rows of a snapshot matrix in a nameless file, so that memory holds a few of them. The file is
 * gone with the process, however that ends. Owned by one thread.
 */
final class Snapshots implements AutoCloseable {
  /** Bytes of the largest matrix. */
  static final long MOST_BYTES = 4L << 30;

  private final FileChannel file;
  private final int width;
  private final ByteBuffer bytes;
  private int count;

  /**
   * None yet.
   *
   * @param folder where the file is
   * @param width values of a row
   */
  Snapshots(Path folder, int width) throws IOException {
    Path path = folder.resolve("." + UUID.randomUUID() + ".part");
    this.file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    Files.deleteIfExists(path);
    this.width = width;
    this.bytes = ByteBuffer.allocateDirect(4 * width).order(ByteOrder.nativeOrder());
  }

  /** Values of a row. */
  int width() {
    return width;
  }

  /** Number of rows. */
  int count() {
    return count;
  }

  /** Adds a row. */
  void add(float[] row) throws IOException {
    bytes.clear().asFloatBuffer().put(row, 0, width);
    long at = 4L * width * count++;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  /** Reads a row. */
  void read(int index, float[] row) throws IOException {
    bytes.clear();
    long at = 4L * width * index;
    while (bytes.hasRemaining()) {
      int n = file.read(bytes, at);
      if (n < 0) {
        throw new IOException("The snapshots of the network were cut off on the disk.");
      }
      at += n;
    }
    bytes.flip().asFloatBuffer().get(row, 0, width);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
