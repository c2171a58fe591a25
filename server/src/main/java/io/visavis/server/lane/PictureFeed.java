package io.visavis.server.lane;

import io.visavis.render.AvatarHandle;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import java.util.ArrayList;
import java.util.List;

/** One drawn picture of a portrayal, shared by all viewers who want that format. Lane's own. */
final class PictureFeed {
  private final PictureFormat format;
  private final Picture picture;
  private final List<PortrayalViewer> viewers = new ArrayList<>();
  private DrawRequest request;

  PictureFeed(PictureFormat format, AvatarHandle avatar, Camera camera) {
    this.format = format;
    this.picture = format.picture();
    this.request = request(avatar, camera);
  }

  /** Draws another avatar, or from elsewhere, from now on. */
  void show(AvatarHandle avatar, Camera camera) {
    request = request(avatar, camera);
  }

  private DrawRequest request(AvatarHandle avatar, Camera camera) {
    return new DrawRequest(
        avatar,
        List.of(
            new DrawRequest.Target(
                camera.view(avatar.avatar().camera(), format.size()),
                format.background(),
                picture)));
  }

  PictureFormat format() {
    return format;
  }

  Picture picture() {
    return picture;
  }

  DrawRequest request() {
    return request;
  }

  List<PortrayalViewer> viewers() {
    return viewers;
  }
}
