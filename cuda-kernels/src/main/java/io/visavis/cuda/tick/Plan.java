package io.visavis.cuda.tick;

import io.visavis.cuda.CudaAvatar;
import io.visavis.cuda.layout.Pool;
import io.visavis.cuda.layout.StateLayout;
import io.visavis.cuda.layout.ViewLayout;
import io.visavis.render.DrawRequest;
import java.util.ArrayList;
import java.util.List;

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
    this.mesh.work(index, mesh.vertexCount(), 128);
    frames.work(index, mesh.triangleCount(), 128);
    clouds.work(index, gaussians, 128);
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
    outBytes += (ViewLayout.bytes(target.picture()) + 15) / 16 * 16;
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
