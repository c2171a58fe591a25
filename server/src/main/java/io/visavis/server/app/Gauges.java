package io.visavis.server.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.visavis.inference.model.ExecutionProvider;
import io.visavis.render.RenderBackends;
import io.visavis.server.conversation.Admission;
import io.visavis.server.conversation.Catalogue;
import io.visavis.server.conversation.Conversations;
import io.visavis.server.conversation.VoiceKind;
import io.visavis.server.lane.DrawPool;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** What a server is like at the moment that it is asked. No tag names a conversation. */
record Gauges(MeterRegistry registry) {
  /** Slots, conversations, and who gives and watches what. */
  void conversations(Conversations conversations, IntSupplier webRtcViewers) {
    Admission admission = conversations.admission();
    Gauge.builder("visavis.sessions.active", conversations, Conversations::portrayals)
        .description("Portrayals that there are")
        .strongReference(true)
        .register(registry);
    Gauge.builder("visavis.session.slots.used", admission, Admission::used)
        .description("Slots that are taken: one for a portrayal with a viewer, as it costs")
        .strongReference(true)
        .register(registry);
    Gauge.builder("visavis.session.slots", admission, Admission::slots)
        .description("Slots that there are")
        .strongReference(true)
        .register(registry);
    Gauge.builder("visavis.conversations.active", conversations, c -> c.all().size())
        .description("Conversations that have not ended")
        .strongReference(true)
        .register(registry);
    for (VoiceKind kind : VoiceKind.values()) {
      Gauge.builder("visavis.voices.active", conversations, c -> c.voices(kind))
          .description("Voices that somebody gives")
          .tag("kind", kind.id())
          .strongReference(true)
          .register(registry);
    }
    Gauge.builder("visavis.viewers.active", webRtcViewers, IntSupplier::getAsInt)
        .description("Those who watch a portrayal")
        .tag("kind", "webrtc")
        .strongReference(true)
        .register(registry);
    Gauge.builder(
            "visavis.viewers.active",
            conversations,
            c -> Math.max(0, c.viewers() - webRtcViewers.getAsInt()))
        .description("Those who watch a portrayal")
        .tag("kind", "grpc")
        .strongReference(true)
        .register(registry);
  }

  /** Whether new conversations are taken. */
  void ready(BooleanSupplier ready) {
    Gauge.builder("visavis.ready", ready, r -> r.getAsBoolean() ? 1 : 0)
        .description("1 while new conversations are taken")
        .strongReference(true)
        .register(registry);
  }

  /** How many portrayals each lane has. */
  void lanes(LanePool lanes) {
    for (int i = 0; i < lanes.count(); i++) {
      int lane = i;
      Gauge.builder("visavis.lane.portrayals", lanes, l -> l.load(lane))
          .description("Portrayals of a lane")
          .tag("lane", Integer.toString(lane))
          .strongReference(true)
          .register(registry);
    }
  }

  /** What draws, and what motion models run on. */
  void backends(DrawPool drawing, Catalogue catalogue) {
    for (String name : RenderBackends.names()) {
      Gauge.builder("visavis.render.backend", drawing, d -> d.backend().equals(name) ? 1 : 0)
          .description("1 for what draws now")
          .tag("name", name)
          .strongReference(true)
          .register(registry);
    }
    for (String model : catalogue.modelNames()) {
      for (ExecutionProvider provider : ExecutionProvider.values()) {
        Gauge.builder(
                "visavis.model.provider",
                catalogue,
                c -> provider.id().equals(c.modelProviders().get(model)) ? 1 : 0)
            .description("1 for what a motion model runs on now")
            .tag("model", model)
            .tag("provider", provider.id())
            .strongReference(true)
            .register(registry);
      }
    }
  }
}
