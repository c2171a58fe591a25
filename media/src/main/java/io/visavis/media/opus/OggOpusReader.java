package io.visavis.media.opus;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the packets of an Ogg Opus file (RFC 7845) that holds one stream of one or two channels.
 * Memory stays bounded by one page, whatever the file says; every page's checksum is verified.
 */
public final class OggOpusReader {
  private static final int HEADER = 27;
  private static final byte[] CAPTURE = "OggS".getBytes(StandardCharsets.US_ASCII);

  private final DataInputStream in;
  private final Queue<byte[]> packets = new ArrayDeque<>();
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final int preSkip;
  private final int channels;
  private int serial;
  private int page;
  private long lastGranule;
  private boolean ended;

  /**
   * Reads the two headers.
   *
   * @param in the file from its beginning; closed by the caller
   * @throws OpusException if this is no Ogg Opus file
   */
  public OggOpusReader(InputStream in) throws IOException, OpusException {
    this.in = new DataInputStream(in);
    byte[] head = next();
    if (head == null || head.length < 19 || !startsWith(head, "OpusHead")) {
      throw new OpusException("This is no Ogg Opus file: its first packet is not OpusHead.");
    }
    ByteBuffer h = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    if ((h.get(8) & 0xf0) != 0) {
      throw new OpusException(
          "The Ogg Opus file has a version that is not known: " + h.get(8) + ".");
    }
    channels = h.get(9) & 0xff;
    preSkip = h.getShort(10) & 0xffff;
    if (channels < 1 || channels > 2 || h.get(18) != 0) {
      throw new OpusException(
          "The Ogg Opus file has " + channels + " channels; one or two are read.");
    }
    byte[] tags = next();
    if (tags == null || !startsWith(tags, "OpusTags")) {
      throw new OpusException("The Ogg Opus file has no OpusTags after its OpusHead.");
    }
  }

  /** Samples at 48 kHz to leave out at the beginning. */
  public int preSkip() {
    return preSkip;
  }

  /** One or two. A mono decoder mixes two down by itself. */
  public int channels() {
    return channels;
  }

  /** Samples at 48 kHz up to the end of the last page read, {@link #preSkip} included. */
  public long granule() {
    return lastGranule;
  }

  /**
   * The next packet.
   *
   * @return null at the end of the stream
   * @throws OpusException if the file is broken or cut short here
   */
  public byte @Nullable [] next() throws IOException, OpusException {
    while (packets.isEmpty()) {
      if (ended || !readPage()) {
        return null;
      }
    }
    return packets.remove();
  }

  private boolean readPage() throws IOException, OpusException {
    byte[] header = new byte[HEADER];
    int first = in.read();
    if (first < 0) {
      check(partial.size() == 0, "it ends within a packet");
      return false;
    }
    header[0] = (byte) first;
    try {
      in.readFully(header, 1, HEADER - 1);
      check(Arrays.equals(header, 0, 4, CAPTURE, 0, 4), "an OggS page was expected");
      byte[] lacing = new byte[header[26] & 0xff];
      in.readFully(lacing);
      int size = 0;
      for (byte l : lacing) {
        size += l & 0xff;
      }
      byte[] body = new byte[size];
      in.readFully(body);
      take(header, lacing, body);
    } catch (EOFException e) {
      throw new OpusException("The Ogg Opus file is broken: page " + page + " is cut short.");
    }
    return true;
  }

  private void take(byte[] header, byte[] lacing, byte[] body) throws OpusException {
    ByteBuffer h = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    int flags = h.get(5);
    int crc = h.getInt(22);
    h.putInt(22, 0);
    check(crc == OggCrc.of(header, lacing, body), "its checksum is wrong");
    check(h.get(4) == 0, "its Ogg version is not 0");
    if (page == 0) {
      serial = h.getInt(14);
    }
    check(h.getInt(14) == serial, "it belongs to another stream; one stream a file is read");
    check(h.getInt(18) == page, "pages are missing");
    check(((flags & 1) != 0) == (partial.size() > 0), "a packet is not continued as announced");
    long granule = h.getLong(6);
    if (granule >= 0) {
      check(granule >= lastGranule, "its time runs backwards");
      lastGranule = granule;
    }
    page++;
    ended = (flags & 4) != 0;
    int at = 0;
    for (byte l : lacing) {
      int n = l & 0xff;
      partial.write(body, at, n);
      at += n;
      check(partial.size() <= 65_536, "it holds a packet of more than 65536 bytes");
      if (n < 255) {
        packets.add(partial.toByteArray());
        partial.reset();
      }
    }
  }

  private void check(boolean right, String fault) throws OpusException {
    if (!right) {
      throw new OpusException("The Ogg Opus file is broken at page " + page + ": " + fault + ".");
    }
  }

  private static boolean startsWith(byte[] packet, String magic) {
    byte[] m = magic.getBytes(StandardCharsets.US_ASCII);
    return packet.length >= m.length && Arrays.equals(packet, 0, m.length, m, 0, m.length);
  }
}
