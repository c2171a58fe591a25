package io.visavis.cuda.tick;

import io.visavis.cuda.CudaAvatar;
import io.visavis.cuda.device.Kernel;
import io.visavis.cuda.layout.Pool;
import io.visavis.cuda.layout.StateLayout;
import io.visavis.cuda.layout.ViewLayout;
import io.visavis.render.DrawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a batch of portrayals needs: where each one's data is in the pools, and which block does
 * what. Made anew when the batch changes, not every tick.
 */
final class Plan {
  private static final int TILE = 16;

  /**
   * Entries of row lists that are reserved a Gaussian; what does not fit is drawn without lists.
   */
  private static final int ENTRIES = 4;

  private static final int FEWEST_ENTRIES = 4096;

  /** Portrayals that an error names. */
  private static final int NAMED = 8;

  /** A portrayal of the batch, and where its state and its first picture are. */
  record Part(DrawRequest request, CudaAvatar avatar, int state, List<Long> pictures) {}

  private final List<Part> parts = new ArrayList<>();
  private final Table portrayals = new Table();
  private final Table views = new Table();
  private final Table mesh = new Table();
  private final Table frames = new Table();
  private final Table clouds = new Table();
  private final Table rows = new Table();
  private final Table tiles = new Table();
  private long vertexCount;
  private long triangleCount;
  private long splatCount;
  private long rowCount;
  private long entryCount;
  private long stateWords;
  private long outBytes;
  private int viewCount;

  /** Plans a batch; its avatars belong to this device. */
  Plan(List<DrawRequest> batch) {
    for (DrawRequest request : batch) {
      add(request, CudaAvatar.of(request));
    }
    for (long count : new long[] {vertexCount, triangleCount, splatCount, entryCount, outBytes}) {
      if (count > Integer.MAX_VALUE - 64) {
        throw new IllegalArgumentException(
            "A tick of %d portrayals is more than one batch holds; draw them in two."
                .formatted(batch.size()));
      }
    }
  }

  private void add(DrawRequest request, CudaAvatar avatar) {
    int index = parts.size();
    var mesh = avatar.avatar().mesh();
    int gaussians = avatar.avatar().gaussians().size();
    portrayals.putLong(avatar.address());
    portrayals.putInts((int) vertexCount, (int) triangleCount, (int) stateWords);
    portrayals.putInts(viewCount, request.targets().size(), 0);
    this.mesh.work(index, mesh.vertexCount(), Kernel.POSE_MESH.threads());
    frames.work(index, mesh.triangleCount(), Kernel.TRIANGLE_FRAMES.threads());
    clouds.work(index, gaussians, Kernel.PROJECT_CLOUDS.threads());
    List<Long> pictures = new ArrayList<>();
    for (DrawRequest.Target target : request.targets()) {
      pictures.add(outBytes);
      add(target, avatar, index, gaussians);
    }
    parts.add(new Part(request, avatar, (int) stateWords, pictures));
    vertexCount += mesh.vertexCount();
    triangleCount += mesh.triangleCount();
    stateWords += StateLayout.words(avatar.avatar().correctives().size());
  }

  private void add(DrawRequest.Target target, CudaAvatar avatar, int portrayal, int gaussians) {
    int capacity = Math.max(FEWEST_ENTRIES, ENTRIES * gaussians);
    ViewLayout.put(
        target,
        avatar.bounded(),
        new ViewLayout.Place(
            portrayal, (int) splatCount, (int) rowCount, (int) entryCount, capacity, outBytes),
        views.room(ViewLayout.BYTES));
    int across = (target.view().width() + TILE - 1) / TILE;
    int down = (target.view().height() + TILE - 1) / TILE;
    rows.work(viewCount, down, 1);
    tiles.work(viewCount, across * down, 1);
    viewCount++;
    splatCount += gaussians;
    rowCount += down;
    entryCount += capacity;
    // Pictures begin on 16 bytes.
    outBytes += (ViewLayout.bytes(target) + 15) / 16 * 16;
  }

  /** Whether this is the plan of that batch. */
  boolean isOf(List<DrawRequest> batch) {
    if (batch.size() != parts.size()) {
      return false;
    }
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.get(i).equals(parts.get(i).request())) {
        return false;
      }
    }
    return true;
  }

  /** What is drawn, for errors: the first portrayals by their avatars. */
  String describe() {
    String names =
        parts.stream()
            .limit(NAMED)
            .map(part -> part.avatar().avatar().name())
            .collect(Collectors.joining(", "));
    return "In a tick of %d %s: %s%s."
        .formatted(
            parts.size(),
            parts.size() == 1 ? "portrayal" : "portrayals",
            names,
            parts.size() > NAMED ? " and others" : "");
  }

  List<Part> parts() {
    return parts;
  }

  int viewCount() {
    return viewCount;
  }

  /** Bytes of all pictures. */
  int outBytes() {
    return (int) outBytes;
  }

  /** Bytes of the state of all portrayals. */
  int stateBytes() {
    return 4 * (int) stateWords;
  }

  /** Blocks of a kernel's ragged table. */
  int blocks(Pool table) {
    return table(table).size() / 8;
  }

  /** What is copied to the device when the plan is made; empty for the others. */
  Table table(Pool pool) {
    return switch (pool) {
      case PORTRAYALS -> portrayals;
      case VIEWS -> views;
      case MESH_WORK -> mesh;
      case FRAME_WORK -> frames;
      case CLOUD_WORK -> clouds;
      case ROW_WORK -> rows;
      case TILE_WORK -> tiles;
      default -> Table.EMPTY;
    };
  }

  /**
   * Bytes that the kernels of a tick read and write at least, each array once a kernel that uses
   * it; the lists of rows and the Gaussians of tiles, which depend on the picture, are not counted.
   */
  long traffic() {
    long heads = 0;
    for (Part part : parts) {
      var avatar = part.avatar().avatar();
      long gaussian = 68 + 12L * avatar.gaussians().harmonics().count();
      heads += gaussian * avatar.gaussians().size();
      heads += 32L * avatar.mesh().vertexCount() + 12L * avatar.mesh().triangleCount();
      for (var morph : avatar.mesh().morphs()) {
        heads += 16L * morph.vertices().length;
      }
      for (var basis : avatar.correctives().bases()) {
        heads += 4L * basis.values().length;
      }
    }
    long posed = 2 * bytes(Pool.POSED) + 2 * bytes(Pool.FRAMES);
    // Written with key and span; sorted in three passes of two reads and one write of eight bytes.
    long sorted = splatCount * (4 + 3 * 24 + 12);
    return heads + posed + splatCount * 56 + sorted + outBytes;
  }

  /** Bytes that a pool needs. */
  long bytes(Pool pool) {
    return switch (pool) {
      case STATE -> stateBytes();
      case POSED -> 16 * vertexCount;
      case FRAMES -> 64 * triangleCount;
      case SPLATS -> 48 * splatCount;
      case KEYS, SPANS, KEYS_A, KEYS_B, ORDER, ORDER_B, SORTED_SPANS -> 4 * splatCount;
      case ROW_COUNT, ROW_START, ROW_SIZE -> 4 * rowCount;
      case ROW_LISTS -> 8 * entryCount;
      case VISIBLE -> 4L * viewCount;
      case OVERFLOWS -> 4;
      case OUT -> outBytes;
      default -> table(pool).size();
    };
  }
}
