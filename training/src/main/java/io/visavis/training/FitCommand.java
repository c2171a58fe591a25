package io.visavis.training;

import io.visavis.training.fit.Clip;
import io.visavis.training.fit.Fitter;
import io.visavis.training.fit.LipsTraining;
import io.visavis.training.net.MotionNet;
import io.visavis.training.speech.Corpus;
import io.visavis.training.speech.Utterance;
import io.visavis.training.speech.Voice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code visavis train fit}: trains on the corpus, from the checkpoint where there is one. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    description = "Trains on the corpus; goes on where it was interrupted.")
final class FitCommand implements Callable<Integer> {
  @Mixin private final CorpusOption speech = new CorpusOption();

  @Option(
      names = "--checkpoint",
      description = "Checkpoint (default: ~/.cache/visavis/training/motion.checkpoint).")
  Path checkpoint = TrainingFiles.checkpoint();

  @Option(names = "--steps", description = "Steps in all (default: ${DEFAULT-VALUE}).")
  int steps = LipsTraining.standard().steps();

  @Option(names = "--closure", description = "Weight of p b m (default: ${DEFAULT-VALUE}).")
  float closure = LipsTraining.CLOSURE;

  @Option(names = "--seed", description = "Seed (default: ${DEFAULT-VALUE}).")
  long seed = LipsTraining.standard().seed();

  @Override
  public Integer call() throws IOException {
    Fitter.Settings d = LipsTraining.standard();
    fit(
        speech.corpus(),
        checkpoint,
        closure,
        new Fitter.Settings(steps, d.rate(), d.saveEvery(), seed),
        System.out);
    return 0;
  }

  static void fit(
      Corpus corpus, Path checkpoint, float closure, Fitter.Settings settings, PrintStream out)
      throws IOException {
    List<Clip> clips = new ArrayList<>();
    double seconds = 0;
    for (Voice voice : Voice.of(Voice.Use.TRAIN)) {
      for (Utterance u : corpus.load(voice)) {
        clips.add(Clip.of(u));
        seconds += u.seconds();
      }
    }
    out.printf(
        java.util.Locale.ROOT,
        "%d utterances, %.1f hours of speech.%n",
        clips.size(),
        seconds / 3600);
    new LipsTraining(MotionNet.standard(), closure, settings, out::println).fit(clips, checkpoint);
  }
}
