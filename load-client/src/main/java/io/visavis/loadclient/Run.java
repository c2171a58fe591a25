package io.visavis.loadclient;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a plan against a server, in real time, and measures. */
final class Run {
  private final Target target;
  private final Plan plan;
  private final Progress progress;
  private final Stop stop;
  private final Timeline timeline = new Timeline();

  Run(Target target, Plan plan, Progress progress, Stop stop) {
    this.target = target;
    this.plan = plan;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Runs.
   *
   * @throws LoadException if nothing could be measured
   */
  Report run(@Nullable String apiKey, List<Speech> speech)
      throws LoadException, InterruptedException {
    Crew crew = new Crew(target, apiKey, speech, plan);
    Sampler sampler = new Sampler(target, crew, plan.receive() == Receive.MOTION, this::second);
    try {
      Limit limit = plan.limit();
      return limit == null ? atOnce(crew) : search(crew, limit);
    } finally {
      sampler.close();
      progress.end();
      crew.close();
    }
  }

  private void second(Second s) {
    timeline.add(s);
    progress.show(s);
  }

  private Report atOnce(Crew crew) throws LoadException, InterruptedException {
    for (int i = 0; i < plan.sessions() && !stop.requested(); i++) {
      try {
        crew.add();
      } catch (NoRoomException e) {
        String hint = i == 0 ? "" : " Try --sessions " + i + ", or --find-max.";
        throw new LoadException(e.getMessage() + hint);
      }
      if (i + 1 < plan.sessions()) {
        pause(crew, (double) plan.rampUp() / plan.sessions());
      }
    }
    pause(crew, plan.warmUp());
    return report(measured(crew), null);
  }

  private Report search(Crew crew, Limit limit) throws LoadException, InterruptedException {
    progress.say(TextSteps.heading());
    Search search =
        new FindMax(limit, plan.sessions(), step -> progress.say(TextSteps.row(step)))
            .run(n -> grown(crew, n), stop::requested);
    List<Step> steps = search.steps();
    if (steps.isEmpty()) {
      throw new LoadException("Stopped before anything was measured.");
    }
    // The last that held at the largest number; the first one if none did.
    Step shown = steps.getFirst();
    for (Step step : steps) {
      shown = step.held() && step.sessions() == search.largest() ? step : shown;
    }
    return report(shown.measured(), search);
  }

  private Measurement grown(Crew crew, int sessions) throws LoadException, InterruptedException {
    if (crew.size() < sessions) {
      crew.add();
      pause(crew, plan.warmUp());
    }
    return measured(crew);
  }

  private Measurement measured(Crew crew) throws LoadException, InterruptedException {
    if (stop.requested() && plan.limit() == null) {
      throw new LoadException("Stopped before anything was measured.");
    }
    if (crew.lost()) {
      throw new LoadException(
          "Nothing was measured, as all conversations ended before: " + crew.failures().getFirst());
    }
    crew.begin();
    pause(crew, plan.seconds());
    return crew.end();
  }

  /** Waits, unless there is nothing left to wait for. */
  private void pause(Crew crew, double seconds) throws InterruptedException {
    long until = System.nanoTime() + Math.round(1e9 * seconds);
    for (long left = until - System.nanoTime();
        left > 0 && !stop.requested() && !crew.lost();
        left = until - System.nanoTime()) {
      stop.await(Math.min(200, 1 + left / 1_000_000));
    }
  }

  private Report report(Measurement m, @Nullable Search search) {
    return new Report(target.url(), plan, m, timeline.rows(), search, stop.requested());
  }
}
