package io.visavis.avatar.glb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The two chunks of a binary glTF 2.0 (section 4 of the specification).
 *
 * @param json the JSON chunk
 * @param binary the binary chunk, little-endian, empty where there is none
 */
public record GlbContainer(JsonNode json, ByteBuffer binary) {
  private static final int MAGIC = 0x46546C67;
  private static final int VERSION = 2;
  private static final int JSON_CHUNK = 0x4E4F534A;
  private static final int BINARY_CHUNK = 0x004E4942;
  private static final int HEADER = 12;
  private static final int CHUNK_HEADER = 8;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(1 << 20)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Takes the bytes of a file apart. */
  public static GlbContainer parse(byte[] file) throws AvatarFormatException {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < HEADER + CHUNK_HEADER || in.getInt(0) != MAGIC) {
      throw new AvatarFormatException(notGlb(file));
    }
    if (in.getInt(4) != VERSION) {
      throw new AvatarFormatException(
          "This is version %s of binary glTF; version 2 is right."
              .formatted(Integer.toUnsignedString(in.getInt(4))));
    }
    long length = Integer.toUnsignedLong(in.getInt(8));
    if (length != file.length) {
      throw new AvatarFormatException(
          "The header promises %d bytes and the file has %d; it was cut off or damaged, so copy it again."
              .formatted(length, file.length));
    }
    byte[] json = null;
    ByteBuffer binary = ByteBuffer.allocate(0);
    int at = HEADER;
    for (int n = 0; at < file.length; n++) {
      if (file.length - at < CHUNK_HEADER) {
        throw new AvatarFormatException(
            "The file ends inside the header of chunk %d; it was cut off.".formatted(n));
      }
      long size = Integer.toUnsignedLong(in.getInt(at));
      int type = in.getInt(at + 4);
      at += CHUNK_HEADER;
      if (size > file.length - at) {
        throw new AvatarFormatException(
            "Chunk %d has %d bytes and the file has %d left; it was cut off."
                .formatted(n, size, file.length - at));
      }
      int end = at + (int) size;
      if (n == 0 && type == JSON_CHUNK) {
        json = Arrays.copyOfRange(file, at, end);
      } else if (n == 1 && type == BINARY_CHUNK) {
        binary = in.slice(at, end - at);
      }
      at = end;
    }
    if (json == null) {
      throw new AvatarFormatException("The first chunk is no JSON; a glTF begins with it.");
    }
    return new GlbContainer(json(json), binary.order(ByteOrder.LITTLE_ENDIAN));
  }

  /** The bytes of a file. */
  public byte[] toBytes() {
    byte[] text = jsonBytes();
    int textSize = (text.length + 3) & ~3;
    int binarySize = (binary.remaining() + 3) & ~3;
    int length = HEADER + CHUNK_HEADER + textSize + CHUNK_HEADER + binarySize;
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putInt(VERSION).putInt(length);
    out.putInt(textSize).putInt(JSON_CHUNK).put(text);
    while (out.position() < HEADER + CHUNK_HEADER + textSize) {
      out.put((byte) ' ');
    }
    out.putInt(binarySize).putInt(BINARY_CHUNK).put(binary.duplicate());
    return out.array();
  }

  private byte[] jsonBytes() {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree can always be written.", e);
    }
  }

  private static JsonNode json(byte[] text) throws AvatarFormatException {
    if (text.length > Limits.JSON) {
      throw new AvatarFormatException(
          "The JSON chunk has %d bytes; at most %d are read.".formatted(text.length, Limits.JSON));
    }
    try {
      JsonNode root = MAPPER.readTree(text);
      if (!root.isObject()) {
        throw new AvatarFormatException("The JSON chunk is no object.");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new AvatarFormatException(
          "The JSON chunk cannot be read: %s."
              .formatted(e.getOriginalMessage().replaceAll("[\\p{Cntrl}\\s]+", " ")));
    } catch (AvatarFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new AvatarFormatException("The JSON chunk is not UTF-8.");
    }
  }

  private static String notGlb(byte[] file) {
    if (file.length == 0) {
      return "The file is empty; a .glb is right.";
    }
    if (file.length >= 4 && file[0] == 'p' && file[1] == 'l' && file[2] == 'y') {
      return "This is a .ply point cloud, which has no mesh to move; a .glb is right.";
    }
    if (file[0] == '{' || file[0] == ' ' || file[0] == '\n') {
      return "This is a text file, perhaps a .gltf; export it as binary glTF (.glb).";
    }
    return "This is no binary glTF: it does not begin with the letters glTF.";
  }
}
