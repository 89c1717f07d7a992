package dev.pigrad.processor;

import com.google.auto.service.AutoService;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.read.Javac;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Derives annotated records, where the compiler is javac. */
@AutoService(Processor.class)
@SupportedOptions({PigradProcessor.VERIFY, PigradProcessor.EXPLAIN})
@SupportedAnnotationTypes({"dev.pigrad.*", PigradProcessor.MARK_OF_GENERATED})
public final class PigradProcessor extends AbstractProcessor {
  /** Whether the intermediate representation is checked between passes: {@code true}, if given. */
  static final String VERIFY = "pigrad.verify";

  /** The folder where the report and the drawing of each policy and surrogate go, if given. */
  static final String EXPLAIN = "pigrad.explain";

  /** What is written is marked with it, and without a claim on it javac's lint would say so. */
  static final String MARK_OF_GENERATED = "javax.annotation.processing.Generated";

  private Optional<Rounds> rounds = Optional.empty();
  private boolean isCompilerReported;

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    rounds = Javac.trees(environment).map(trees -> new Rounds(environment, trees));
  }

  /**
   * Claims the annotations of pigrad, which mean nothing to others: javac's lint would warn of each
   * as unclaimed. Not while a record waits for a class, since whoever writes it is to be asked.
   */
  @Override
  @SuppressWarnings("DoNotClaimAnnotations")
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    rounds.ifPresentOrElse(r -> r.process(annotations, round), () -> reportCompiler(annotations));
    return rounds.map(r -> !r.isWaiting()).orElse(false);
  }

  private void reportCompiler(Set<? extends TypeElement> annotations) {
    boolean isUsed =
        annotations.stream().anyMatch(a -> !a.getQualifiedName().contentEquals(MARK_OF_GENERATED));
    if (isUsed && !isCompilerReported) {
      isCompilerReported = true;
      String found = processingEnv.getClass().getName();
      processingEnv
          .getMessager()
          .printMessage(
              Code.UnsupportedCompiler.severity(), Code.UnsupportedCompiler.message(found));
    }
  }
}
