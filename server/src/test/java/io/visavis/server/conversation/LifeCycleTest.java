package io.visavis.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.visavis.server.lane.PortrayalViewer;
import io.visavis.server.lane.WakingClock;
import io.visavis.server.metrics.ConversationMetrics;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.testing.FakeClock;
import io.visavis.server.testing.TestFaces;
import io.visavis.server.voice.VoicePacket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who comes and goes, on a clock that is moved by hand. */
final class LifeCycleTest {
  private final FakeClock clock = new FakeClock();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Lane lane =
      new Lane(
          clock,
          0,
          DrawPool.inline(RenderBackends.pick(Optional.of("scalar"))),
          4,
          1,
          new FrameMetrics(registry));
  private final Catalogue catalogue =
      new Catalogue(
          TestFaces.avatars("flora"),
          "mira",
          TestFaces.models(),
          MotionModel.BUILT_IN,
          new Backdrops(null),
          "default");
  private final Admission admission =
      new Admission(new Prices(10, 60, Map.of("flora", 120L), 30, 512), 4, () -> {});
  private final Conversations conversations =
      new Conversations(
          new ConfigLoader(Map.of()).defaults(),
          catalogue,
          (n, cost) -> lane,
          admission,
          new WakingClock(clock),
          new ConversationMetrics(registry),
          (c, p) -> null);

  @AfterEach
  void close() {
    lane.close();
    catalogue.close();
  }

  @Test
  void shouldEndWhatNobodyJoinedAfterFiveMinutes() {
    create();
    pass(Duration.ofSeconds(299));
    assertThat(conversations.all()).hasSize(1);
    pass(Duration.ofSeconds(2));
    assertThat(conversations.all()).isEmpty();
    assertThat(admission.used()).isZero();
  }

  @Test
  void shouldEndWhatEverybodyLeftAfterAMinute() {
    Conversation c = create();
    Publication voice = c.publish("ann");
    Viewing viewing = c.watch("bob", new PortrayalViewer() {}, null);
    pass(Duration.ofHours(1));
    voice.close();
    pass(Duration.ofHours(1));
    assertThat(conversations.all()).as("one still watches").hasSize(1);
    viewing.close();
    pass(Duration.ofSeconds(59));
    assertThat(conversations.all()).hasSize(1);
    pass(Duration.ofSeconds(2));
    assertThat(conversations.all()).isEmpty();
  }

  /** Nobody can come back to a machine that is paused, nor leave it. */
  @Test
  void shouldEndNothingForTheTimeInWhichTheMachineStoodStill() {
    create();
    Conversation left = create();
    left.publish("ann").close();
    pass(Duration.ofSeconds(20));
    clock.advance(Duration.ofHours(8));
    conversations.sweep();
    assertThat(conversations.all()).hasSize(2);
    pass(Duration.ofSeconds(35));
    assertThat(conversations.all()).hasSize(2);
    pass(Duration.ofSeconds(5));
    assertThat(conversations.all()).as("a minute awake").hasSize(1);
  }

  @Test
  void shouldRefuseASecondVoiceUntilTheFirstIsGone() {
    Conversation c = create();
    Publication first = c.publish("ann");
    assertThatThrownBy(() -> c.publish("ann"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("already");
    first.close();
    c.publish("ann").close();
  }

  @Test
  void shouldForgetWhatAnAgentWhoLeftHadStillToSay() {
    Conversation c = create();
    List<Event> told = new ArrayList<>();
    c.subscribe(told::add);
    Publication agent = c.publishPaced("ann");
    byte[] twoSeconds = new byte[2 * 96_000];
    agent.voice(VoicePacket.pcm16(0, twoSeconds, 48_000, clock.nanoTime()));
    for (int frame = 0; frame < 10; frame++) {
      pass(Duration.ofMillis(40));
    }
    assertThat(agent.talking()).isTrue();
    agent.close();
    pass(Duration.ofMillis(40));
    assertThat(told.stream().map(Event::kind))
        .containsExactly(
            Event.Kind.JOINED, Event.Kind.PLAYBACK_STARTED, Event.Kind.PLAYBACK_FINISHED);
    assertThat(told.getLast().interrupted()).isTrue();
    assertThat(told.getLast().atSample()).isBetween(1L, 11L * 1_920);
    assertThat(agent.talking()).isFalse();
  }

  @Test
  void shouldKeepTheStateOfOneWhoVanishedForAMinute() {
    Conversation c = create();
    Viewing stays = c.watch("bob", new PortrayalViewer() {}, null);
    Publication voice = c.publish("ann");
    c.change("ann", Settings.Change.emotion(Emotion.of(Map.of("sad", 2))), 0);
    voice.close();
    pass(Duration.ofSeconds(59));
    assertThat(c.participant("ann").settings().emotion().toString()).contains("sad");
    pass(Duration.ofSeconds(2));
    assertThat(c.participant("ann").settings().emotion()).isEqualTo(Emotion.NEUTRAL);
    stays.close();
  }

  @Test
  void shouldTakeNothingNewWhenDraining() {
    conversations.drain();
    assertThatThrownBy(this::create).hasMessageContaining("shutting down");
  }

  @Test
  void shouldRefuseAnAvatarThatTheModelDoesNotMove() {
    String sentence =
        "The avatar 'flora' is moved by flame motion, and the model '%s' gives arkit; an avatar and a model of the same space are right."
            .formatted(MotionModel.BUILT_IN);
    assertThatThrownBy(() -> conversations.create(List.of(settings("ann", "flora")), 1))
        .isInstanceOf(Refusal.class)
        .hasMessage(sentence);
    assertThat(admission.used()).isZero();
    Conversation c = create();
    assertThatThrownBy(() -> c.change("ann", Settings.Change.avatar("flora"), 0))
        .isInstanceOf(Refusal.class)
        .hasMessage(sentence);
    assertThat(c.participant("ann").settings().avatar()).isEqualTo("mira");
  }

  private Conversation create() {
    return conversations.create(List.of(settings("ann", "mira"), settings("bob", "mira")), 1);
  }

  private Settings settings(String id, String avatar) {
    return new Settings(
        id,
        avatar,
        MotionModel.BUILT_IN,
        Relation.DEFAULT,
        Emotion.NEUTRAL,
        "",
        Camera.FRONT,
        "default",
        false);
  }

  /** As it passes where a server runs: somebody looks every second. */
  private void pass(Duration time) {
    for (Duration left = time; left.isPositive(); left = left.minusSeconds(1)) {
      clock.advance(left.compareTo(Duration.ofSeconds(1)) < 0 ? left : Duration.ofSeconds(1));
      conversations.sweep();
    }
    lane.step(clock.nanoTime());
  }
}
