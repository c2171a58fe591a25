package io.visavis.avatar.importer.ict;

import io.visavis.avatar.importer.paint.Region;

/** The parts of ICT-FaceKit's light model, by the ranges of vertices that its makers document. */
enum IctParts {
  FACE(9408, Region.SKIN),
  HEAD_AND_NECK(11_247, Region.SKIN),
  MOUTH_SOCKET(13_293, Region.MOUTH),
  EYE_SOCKETS(14_061, Region.MOUTH),
  GUMS_AND_TONGUE(17_038, Region.TONGUE),
  TEETH(21_450, Region.TEETH),
  EYEBALL_LEFT(23_020, Region.EYE),
  EYEBALL_RIGHT(24_590, Region.EYE),
  /** Lacrimal fluid, and sheets that blend and darken what is behind: a renderer's means. */
  FLUIDS(25_350, Region.HIDDEN),
  /** Strips that want a picture of lashes; the painter has lashes of its own. */
  EYELASHES(26_718, Region.HIDDEN);

  /** Vertices of the model. */
  static final int VERTICES = 26_719;

  /** The 68 landmarks of Multi-PIE, from the subject's right to the left. */
  private static final int[] LANDMARKS = {
    1225, 1888, 1052, 367, 1719, 1722, 2199, 1447, 966, 3661, 4390, 3927, 3924, 2608, 3272, 4088,
    3443, 268, 493, 1914, 2044, 1401, 3615, 4240, 4114, 2734, 2509, 978, 4527, 4942, 4857, 1140,
    2075, 1147, 4269, 3360, 1507, 1542, 1537, 1528, 1518, 1511, 3742, 3751, 3756, 3721, 3725, 3732,
    5708, 5695, 2081, 0, 4275, 6200, 6213, 6346, 6461, 5518, 5957, 5841, 5702, 5711, 5533, 6216,
    6207, 6470, 5517, 5966
  };

  private final int last;
  private final Region region;

  IctParts(int last, Region region) {
    this.last = last;
    this.region = region;
  }

  /** [68] vertices. */
  static int[] landmarks() {
    return LANDMARKS.clone();
  }

  static IctParts of(int vertex) {
    for (IctParts part : values()) {
      if (vertex <= part.last) {
        return part;
      }
    }
    throw new IllegalArgumentException("There is no vertex " + vertex + ".");
  }

  /** The first vertex. */
  int first() {
    return ordinal() == 0 ? 0 : values()[ordinal() - 1].last + 1;
  }

  int last() {
    return last;
  }

  Region region() {
    return region;
  }
}
