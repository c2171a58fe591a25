package io.visavis.avatar.ply;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The numbers that a PLY file may hold, each under its two names. */
enum PlyType {
  INT8(1, "char", "int8"),
  UINT8(1, "uchar", "uint8"),
  INT16(2, "short", "int16"),
  UINT16(2, "ushort", "uint16"),
  INT32(4, "int", "int32"),
  UINT32(4, "uint", "uint32"),
  FLOAT32(4, "float", "float32"),
  FLOAT64(8, "double", "float64");

  private final int width;
  private final String old;
  private final String sized;

  PlyType(int width, String old, String sized) {
    this.width = width;
    this.old = old;
    this.sized = sized;
  }

  /** The type of this name, if there is one. */
  static Optional<PlyType> named(String name) {
    return Arrays.stream(values())
        .filter(type -> type.old.equals(name) || type.sized.equals(name))
        .findFirst();
  }

  /** Bytes of a value. */
  int width() {
    return width;
  }

  /** The value at an offset, rounded to the nearest float. */
  float at(ByteBuffer bytes, int offset) {
    return switch (this) {
      case INT8 -> bytes.get(offset);
      case UINT8 -> bytes.get(offset) & 0xff;
      case INT16 -> bytes.getShort(offset);
      case UINT16 -> bytes.getShort(offset) & 0xffff;
      case INT32 -> bytes.getInt(offset);
      case UINT32 -> bytes.getInt(offset) & 0xffffffffL;
      case FLOAT32 -> bytes.getFloat(offset);
      case FLOAT64 -> (float) bytes.getDouble(offset);
    };
  }
}
