package io.visavis.training.speech;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Utterances in a file: magic, count, then for each its voice, phones (begin and end as float,
 * phone as byte) and samples (16 bit). Written to a side file and moved, so a file is whole or not
 * there.
 */
final class UtteranceFile {
  private static final int MAGIC = 0x76755431;
  private static final int MAX_UTTERANCES = 100_000;

  private UtteranceFile() {}

  static void write(Path file, List<Utterance> utterances) throws IOException {
    Path side = file.resolveSibling(file.getFileName() + ".part");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(side), 1 << 20))) {
      out.writeInt(MAGIC);
      out.writeInt(utterances.size());
      for (Utterance u : utterances) {
        out.writeUTF(u.voice());
        out.writeInt(u.segments().size());
        for (Segment s : u.segments()) {
          out.writeFloat((float) s.begin());
          out.writeFloat((float) s.end());
          out.writeByte(s.phone().ordinal());
        }
        out.writeInt(u.pcm().length);
        ByteBuffer bytes = ByteBuffer.allocate(2 * u.pcm().length);
        bytes.asShortBuffer().put(u.pcm());
        out.write(bytes.array());
      }
    }
    Files.move(side, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static List<Utterance> read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
      int magic = in.readInt();
      int count = in.readInt();
      if (magic != MAGIC || count < 0 || count > MAX_UTTERANCES) {
        throw new IOException(file + " is not a file of utterances; delete it to make it anew.");
      }
      Phone[] phones = Phone.values();
      List<Utterance> out = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        String voice = in.readUTF();
        Segment[] segments = new Segment[in.readInt()];
        for (int k = 0; k < segments.length; k++) {
          segments[k] = new Segment(in.readFloat(), in.readFloat(), phones[in.readByte()]);
        }
        byte[] bytes = new byte[2 * in.readInt()];
        in.readFully(bytes);
        short[] pcm = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).asShortBuffer().get(pcm);
        out.add(new Utterance(voice, pcm, List.of(segments)));
      }
      return out;
    }
  }
}
