package io.visavis.training;

import io.visavis.training.fit.Fitter;
import io.visavis.training.speech.Corpus;
import java.io.IOException;
import java.util.concurrent.Callable;
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
    System.out.println("1/4 Corpus");
    CorpusCommand.build(Corpus.defaultCache(), System.out);
    System.out.println("2/4 Training");
    FitCommand.fit(
        Corpus.defaultCache(), TrainingFiles.checkpoint(), Fitter.Settings.standard(), System.out);
    System.out.println("3/4 Export");
    ExportCommand.export(TrainingFiles.checkpoint(), TrainingFiles.shippedModel(), System.out);
    System.out.println("4/4 Evaluation");
    EvaluateCommand.lips(
        Corpus.defaultCache(), TrainingFiles.shippedModel(), TrainingFiles.results(), System.out);
    EvaluateCommand.motion(
        Corpus.defaultCache(),
        TrainingFiles.shippedModel(),
        EvaluateCommand.CONVERSATIONS,
        EvaluateCommand.MINUTES,
        TrainingFiles.motionResults());
    return 0;
  }
}
