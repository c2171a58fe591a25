package io.visavis.server.sample;

import io.visavis.inference.Emotion;
import io.visavis.inference.Relation;
import io.visavis.server.conversation.Catalogue;
import io.visavis.server.conversation.Conversation;
import io.visavis.server.conversation.Conversations;
import io.visavis.server.conversation.Settings;
import io.visavis.server.lane.Camera;
import io.visavis.server.lane.NanoClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sample conversations: two built-in avatars whose voices the server speaks. They end as others do,
 * when nobody has watched for a while: the speakers do not count as being there.
 */
public final class Samples {
  /** The participants; each is the name of an avatar and of a voice. */
  static final List<String> NAMES = List.of("mira", "theo");

  private static final long SEED = 1;

  private final Conversations conversations;
  private final NanoClock clock;
  private final List<SampleSpeaker> speakers = new CopyOnWriteArrayList<>();
  private final Map<String, SampleVoice> voices = new LinkedHashMap<>();

  /** No sample conversations yet. */
  public Samples(Conversations conversations, NanoClock clock) {
    this.conversations = conversations;
    this.clock = clock;
  }

  /** Creates one; it begins to speak at once. */
  public synchronized Conversation create() {
    for (String name : NAMES) {
      voices.computeIfAbsent(name, SampleVoice::read);
    }
    Catalogue catalogue = conversations.catalogue();
    List<Settings> settings = new ArrayList<>();
    for (String name : NAMES) {
      settings.add(
          new Settings(
              name,
              name,
              catalogue.defaultModel(),
              Relation.DEFAULT,
              Emotion.NEUTRAL,
              "",
              Camera.FRONT,
              catalogue.backgroundName(null),
              false));
    }
    Conversation conversation = conversations.create(settings, SEED);
    long period = voices.values().stream().mapToLong(SampleVoice::samples).max().orElseThrow();
    long now = clock.nanoTime();
    voices.forEach(
        (name, voice) -> {
          SampleSpeaker speaker = new SampleSpeaker(conversation.speak(name), voice, period, now);
          conversation.subscribe(speaker);
          speakers.add(speaker);
        });
    return conversation;
  }

  /** Has all of them speak; called about ten times a second. */
  public void speak() {
    long now = clock.nanoTime();
    speakers.removeIf(SampleSpeaker::ended);
    for (SampleSpeaker speaker : speakers) {
      speaker.speak(now);
    }
  }
}
