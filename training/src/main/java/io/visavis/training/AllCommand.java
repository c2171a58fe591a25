package io.visavis.training;

import io.visavis.training.fit.LipsTraining;
import io.visavis.training.fit.dual.DualTraining;
import io.visavis.training.net.dual.Variant;
import io.visavis.training.speech.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
    System.out.println("1/5 Corpus");
    CorpusCommand.build(Corpus.defaultCache(), System.out);
    System.out.println("2/5 Lips");
    FitCommand.fit(
        Corpus.defaultCache(),
        TrainingFiles.checkpoint(),
        LipsTraining.CLOSURE,
        LipsTraining.standard(),
        System.out);
    System.out.println("3/5 Conversations");
    Path dual = TrainingFiles.dual(TrainingFiles.folder(), Variant.FULL);
    ConverseCommand.converse(
        new Corpus(Corpus.defaultCache()),
        TrainingFiles.checkpoint(),
        TrainingFiles.folder(),
        List.of(Variant.FULL),
        ConverseCommand.CONVERSATIONS,
        DualTraining.STEPS,
        System.out);
    System.out.println("4/5 Export");
    ExportCommand.export(
        TrainingFiles.checkpoint(), dual, TrainingFiles.shippedModel(), System.out);
    System.out.println("5/5 Evaluation");
    EvaluateCommand.lips(
        Corpus.defaultCache(), TrainingFiles.shippedModel(), TrainingFiles.results(), System.out);
    EvaluateCommand.conversations(Corpus.defaultCache(), TrainingFiles.shippedModel());
    return 0;
  }
}
