package io.visavis.training;

import io.visavis.training.fit.LipsTraining;
import io.visavis.training.fit.dual.DualTraining;
import io.visavis.training.net.dual.Variant;
import io.visavis.training.speech.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

/** {@code visavis train all}: everything from nothing to the evaluation; goes on where it was. */
@Command(
    name = "all",
    mixinStandardHelpOptions = true,
    description =
        "Corpus, training, export and evaluation in one go; goes on where it was interrupted.")
final class AllCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    System.out.println("1/5 Corpus");
    Corpus corpus = new Corpus(Corpus.defaultCache());
    CorpusCommand.build(corpus, System.out);
    System.out.println("2/5 Lips");
    FitCommand.fit(
        corpus,
        TrainingFiles.checkpoint(),
        LipsTraining.CLOSURE,
        LipsTraining.standard(),
        System.out);
    System.out.println("3/5 Conversations");
    Path dual = TrainingFiles.dual(TrainingFiles.folder(), Variant.FULL);
    Consumer<String> log = System.out::println;
    try (DualTraining training =
        DualTraining.made(corpus, TrainingFiles.checkpoint(), DualTraining.CONVERSATIONS, log)) {
      training.fit(
          Variant.FULL,
          DualTraining.settings(DualTraining.STEPS, DualTraining.RATE),
          dual,
          Map.of());
    }
    System.out.println("4/5 Export");
    ExportCommand.export(
        TrainingFiles.checkpoint(), dual, TrainingFiles.shippedModel(), System.out);
    System.out.println("5/5 Evaluation");
    LipsPage.make(corpus, TrainingFiles.shippedModel(), TrainingFiles.results(), System.out);
    MotionPage page =
        new MotionPage(
            corpus, TrainingFiles.shippedModel(), MotionPage.CONVERSATIONS, MotionPage.MINUTES);
    page.motion(Map.of());
    page.listening();
    page.write(TrainingFiles.motionResults());
    return 0;
  }
}
