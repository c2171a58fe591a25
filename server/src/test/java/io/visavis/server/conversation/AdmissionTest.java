package io.visavis.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.visavis.inference.Emotion;
import io.visavis.inference.Relation;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.RenderBackends;
import io.visavis.server.Refusal;
import io.visavis.server.backdrop.Backdrops;
import io.visavis.server.config.ConfigLoader;
import io.visavis.server.lane.Camera;
import io.visavis.server.lane.DrawPool;
import io.visavis.server.lane.Lane;
import io.visavis.server.lane.PictureFormat;
import io.visavis.server.lane.PortrayalViewer;
import io.visavis.server.metrics.ConversationMetrics;
import io.visavis.server.metrics.Ending;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.testing.FakeClock;
import io.visavis.server.testing.TestFaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Room for four: of each hundredth of a slot ten are for moving, sixty for drawing, thirty for a
 * viewer. Theo takes twice as long to draw.
 */
final class AdmissionTest {
  private static final PictureFormat PICTURES =
      new PictureFormat(512, PictureFormat.Kind.I420, true);

  private static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();

  private final FrameMetrics metrics = new FrameMetrics(REGISTRY, 0);
  private final Lane lane =
      new Lane(
          new FakeClock(),
          0,
          DrawPool.inline(RenderBackends.pick(Optional.of("scalar"))),
          40,
          1,
          metrics);
  private final Catalogue catalogue =
      new Catalogue(
          TestFaces.avatars(),
          "mira",
          TestFaces.models(),
          MotionModel.BUILT_IN,
          new Backdrops(null),
          "default");
  private final Admission admission =
      new Admission(new Prices(10, 60, Map.of("theo", 120L), 30, 512), 4, () -> {});
  private final Conversations conversations =
      new Conversations(
          new ConfigLoader(Map.of()).defaults(),
          catalogue,
          (n, cost) -> lane,
          admission,
          new FakeClock(),
          new ConversationMetrics(REGISTRY),
          (c, p) -> null);

  @AfterEach
  void close() {
    lane.close();
    catalogue.close();
  }

  @Test
  void shouldRefuseWhatDoesNotFitAndSayWhatIsFree() {
    pair("mira", false);
    Conversation second = pair("mira", false);
    full(() -> create(List.of(settings("ann", "mira", false))), "1.00 of the server's 4", "0.00");
    conversations.end(second, Ending.REQUEST);
    create(List.of(settings("ann", "mira", false)));
    assertThat(admission.used()).isEqualTo(3);
    full(() -> pair("mira", false), "2.00 of", "1.00 are free");
  }

  @Test
  void shouldHaveRoomForManyWhoseMotionOnlyIsAskedFor() {
    for (int i = 0; i < 20; i++) {
      pair("mira", true);
    }
    assertThat(admission.used()).isCloseTo(4, within(1e-9));
    full(() -> pair("mira", true), "0.20 of", "0.00");
  }

  @Test
  void shouldShowNoPicturesOfWhatIsForMotionOnly() {
    Conversation c = pair("mira", true);
    c.watch("ann", new PortrayalViewer() {}, null).close();
    assertThatThrownBy(() -> c.watch("ann", new PortrayalViewer() {}, PICTURES))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("motion only");
    assertThatThrownBy(() -> c.admit("ann", PICTURES, 1)).isInstanceOf(Refusal.class);
    assertThat(admission.used()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void shouldCountViewersBeyondTheFirst() {
    Conversation c = pair("mira", false);
    pair("mira", true);
    List<Viewing> viewers = new ArrayList<>();
    viewers.add(c.admit("ann", PICTURES, 1));
    assertThat(admission.used()).as("set aside at creation").isCloseTo(2.2, within(1e-9));
    for (int i = 0; i < 6; i++) {
      viewers.add(c.admit("ann", PICTURES, 1));
    }
    assertThat(admission.used()).isCloseTo(4, within(1e-9));
    full(() -> c.admit("ann", PICTURES, 1), "0.30 of", "0.00");
    assertThat(c.viewers(c.participant("ann"))).as("nobody who was refused").isEqualTo(7);
    viewers.removeLast().close();
    c.admit("ann", PICTURES, 1);
    viewers.forEach(Viewing::close);
    assertThat(admission.used()).isCloseTo(2.2, within(1e-9));
  }

  @Test
  void shouldCountEachFormatThatIsDrawn() {
    Conversation c = pair("mira", false);
    c.admit("ann", PICTURES, 1);
    PictureFormat packed = new PictureFormat(512, PictureFormat.Kind.PACKED, true);
    Viewing cut = c.admit("ann", packed, 2);
    assertThat(admission.used())
        .as("drawn twice, encoded three times")
        .isCloseTo(3.2, within(1e-9));
    Viewing second = c.watch("ann", new PortrayalViewer() {}, packed);
    assertThat(admission.used()).as("no more pictures").isCloseTo(3.2, within(1e-9));
    second.close();
    cut.close();
    assertThat(admission.used()).isEqualTo(2);
  }

  @Test
  void shouldCountAHeavyAvatarAsWhatItCosts() {
    Conversation c = pair("mira", false);
    pair("theo", true);
    c.change("ann", Settings.Change.avatar("theo"), 0);
    c.change("bob", Settings.Change.avatar("theo"), 0);
    assertThat(admission.used()).isCloseTo(3.4, within(1e-9));
    c.change("bob", Settings.Change.avatar("mira"), 0);
    create(List.of(settings("ann", "mira", false)));
    full(() -> c.change("bob", Settings.Change.avatar("theo"), 0), "0.60 of", "0.20 are free");
    assertThat(c.participant("bob").settings().avatar()).isEqualTo("mira");
    assertThat(admission.used()).isCloseTo(3.8, within(1e-9));
  }

  @Test
  void shouldNeverGiveAwayMoreThanThereIs() throws Exception {
    try (ExecutorService everybody = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> wishes = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        wishes.add(this::got);
      }
      int got = 0;
      for (Future<Boolean> wish : everybody.invokeAll(wishes)) {
        got += wish.get() ? 1 : 0;
      }
      assertThat(got).isEqualTo(2);
    }
    conversations.all().forEach(c -> conversations.end(c, Ending.REQUEST));
    assertThat(admission.used()).isZero();
  }

  private boolean got() {
    try {
      pair("mira", false);
      return true;
    } catch (Refusal full) {
      return false;
    }
  }

  private Conversation pair(String avatar, boolean motionOnly) {
    return create(
        List.of(settings("ann", avatar, motionOnly), settings("bob", avatar, motionOnly)));
  }

  private Conversation create(List<Settings> settings) {
    return conversations.create(settings, 1);
  }

  private static Settings settings(String id, String avatar, boolean motionOnly) {
    return new Settings(
        id,
        avatar,
        MotionModel.BUILT_IN,
        Relation.DEFAULT,
        Emotion.NEUTRAL,
        "",
        Camera.FRONT,
        "default",
        motionOnly);
  }

  private static void full(ThrowingCallable what, String... parts) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            Refusal.class,
            r -> {
              assertThat(r.kind()).isEqualTo(Refusal.Kind.BUSY);
              assertThat(r.retryAfter()).isNotNull();
              assertThat(r.sentence()).contains(parts);
            });
  }
}
