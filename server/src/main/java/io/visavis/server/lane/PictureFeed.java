package io.visavis.server.lane;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.render.AvatarHandle;
import io.visavis.render.Backdrop;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.seam.Inpainter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One drawn picture of a portrayal, shared by all viewers who want that format. Lane's own. */
final class PictureFeed {
  private final PictureFormat format;
  private final MotionSpace space;
  private final int[] sizes;
  private final Picture[] pictures;
  private final DrawRequest[] requests;
  private final ResolutionLadder ladder;
  private final List<PortrayalViewer> viewers = new ArrayList<>();

  PictureFeed(
      PictureFormat format,
      LoadedAvatar avatar,
      MotionSpace space,
      Camera camera,
      Backdrop backdrop) {
    this.format = format;
    this.space = space;
    this.sizes = format.sizes();
    this.pictures = Arrays.stream(sizes).mapToObj(format::picture).toArray(Picture[]::new);
    this.requests = requests(avatar, camera, backdrop);
    this.ladder = new ResolutionLadder(sizes.length);
  }

  /** Draws another avatar, from elsewhere, or before something else, from now on. */
  void show(LoadedAvatar avatar, Camera camera, Backdrop backdrop) {
    System.arraycopy(requests(avatar, camera, backdrop), 0, requests, 0, requests.length);
  }

  private DrawRequest[] requests(LoadedAvatar loaded, Camera camera, Backdrop backdrop) {
    AvatarHandle avatar = loaded.handle();
    Inpainter inpainter = loaded.inpainter();
    DrawRequest[] made = new DrawRequest[sizes.length];
    for (int i = 0; i < made.length; i++) {
      made[i] =
          new DrawRequest(
              avatar,
              space,
              List.of(
                  new DrawRequest.Target(
                      camera.view(avatar.avatar().camera(), sizes[i]),
                      format.background(backdrop, avatar.avatar(), inpainter, sizes[i]),
                      pictures[i])));
    }
    return made;
  }

  PictureFormat format() {
    return format;
  }

  /** Width and height of what is drawn now. */
  int size() {
    return sizes[ladder.rung()];
  }

  Picture picture() {
    return pictures[ladder.rung()];
  }

  DrawRequest request() {
    return requests[ladder.rung()];
  }

  /** Notes whether the picture was drawn in time; returns whether the next has another size. */
  boolean drawn(boolean inTime) {
    return ladder.picture(inTime);
  }

  List<PortrayalViewer> viewers() {
    return viewers;
  }
}
