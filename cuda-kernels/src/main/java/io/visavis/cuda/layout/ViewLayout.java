package io.visavis.cuda.layout;

import io.visavis.render.Background;
import io.visavis.render.DrawRequest.Target;
import io.visavis.render.Picture;
import io.visavis.render.SplatRules;
import io.visavis.render.View;
import java.nio.ByteBuffer;

/** The structure {@code View}: a camera, and where its picture is drawn. */
public final class ViewLayout {
  /** Bytes of one. */
  public static final int BYTES = 152;

  /**
   * A pixel of a picture in bytes stays as it is below this transmittance: what is behind could
   * change it by less than half a level.
   */
  private static final float FINISHED = 1f / 512;

  /**
   * Where a view's data is.
   *
   * @param portrayal index of its portrayal
   * @param splats first of its splats
   * @param rows first of its rows of tiles
   * @param list first entry of its row lists
   * @param capacity entries of its row lists
   * @param out first byte of its picture
   */
  public record Place(int portrayal, int splats, int rows, int list, int capacity, long out) {}

  private ViewLayout() {}

  /**
   * Appends a view.
   *
   * @param bounded whether no colour is brighter than 1
   */
  public static void put(Target target, boolean bounded, Place place, ByteBuffer out) {
    View view = target.view();
    float[] w = view.worldToCamera();
    floats(out, w);
    floats(out, view.fx(), view.fy(), view.cx(), view.cy());
    out.putFloat((float) SplatRules.jacobianLow(view.fx(), view.cx(), view.width()));
    out.putFloat((float) SplatRules.jacobianHigh(view.fx(), view.cx(), view.width()));
    out.putFloat((float) SplatRules.jacobianLow(view.fy(), view.cy(), view.height()));
    out.putFloat((float) SplatRules.jacobianHigh(view.fy(), view.cy(), view.height()));
    for (int c = 0; c < 3; c++) {
      out.putFloat(
          (float) -(w[c] * (double) w[3] + w[4 + c] * (double) w[7] + w[8 + c] * (double) w[11]));
    }
    boolean bytes = target.picture() instanceof Picture.I420 && !target.composed();
    out.putFloat(bytes && bounded ? FINISHED : 0);
    switch (target.background()) {
      case Background.Colour c -> floats(out, c.r(), c.g(), c.b());
      case Background.Transparent t -> floats(out, 0, 0, 0);
      case Background.Plate p -> floats(out, 0, 0, 0);
    }
    boolean over = target.background() instanceof Background.Colour && !target.composed();
    out.putInt(over ? 0 : 1);
    out.putInt(view.width()).putInt(view.height());
    out.putInt(format(target));
    out.putInt(place.portrayal()).putInt(place.splats()).putInt(place.rows());
    out.putInt(place.list()).putInt(place.capacity());
    out.putLong(place.out());
  }

  private static final int I420 = 0;
  private static final int RGBA = 1;
  private static final int FLOATS = 2;

  /** What the device draws; of a composed picture floats over nothing. */
  private static int format(Target target) {
    if (target.composed()) {
      return FLOATS;
    }
    return switch (target.picture()) {
      case Picture.I420 p -> I420;
      case Picture.Rgba p -> RGBA;
      case Picture.FloatRgb p -> FLOATS;
      case Picture.Packed p -> throw new IllegalStateException("a packed picture is composed");
    };
  }

  /** Bytes that a picture has on the device. */
  public static long bytes(Target target) {
    long pixels = (long) target.view().width() * target.view().height();
    return switch (format(target)) {
      case I420 -> pixels + pixels / 2;
      case RGBA -> 4 * pixels;
      default -> 16 * pixels;
    };
  }

  private static void floats(ByteBuffer out, float... values) {
    for (float value : values) {
      out.putFloat(value);
    }
  }
}
