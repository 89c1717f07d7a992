package dev.pigrad.processor;

import com.google.auto.service.AutoService;
import com.sun.source.util.Trees;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.read.Javac;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Derives annotated records: rounds and wiring only. */
@AutoService(Processor.class)
@SupportedAnnotationTypes({
  "dev.pigrad.Policy",
  "dev.pigrad.Surrogate",
  "dev.pigrad.Differentiable"
})
public final class PigradProcessor extends AbstractProcessor {
  private final List<String> postponed = new ArrayList<>();
  private Optional<Trees> trees = Optional.empty();
  private boolean isCompilerReported;

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    trees = Javac.trees(environment);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> records = records(annotations, round);
    if (trees.isEmpty()) {
      reportCompiler(records);
      return false;
    }
    Derivation derivation = new Derivation(processingEnv, trees.get());
    for (TypeElement record : records) {
      if (!derivation.derive(record, round.processingOver())) {
        postponed.add(record.getQualifiedName().toString());
      }
    }
    return false;
  }

  /** The annotated records, and those that waited for a class that another processor may write. */
  private Set<TypeElement> records(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> records = new LinkedHashSet<>();
    for (String name : postponed) {
      records.add(processingEnv.getElementUtils().getTypeElement(name));
    }
    postponed.clear();
    for (TypeElement annotation : annotations) {
      records.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation)));
    }
    return records;
  }

  private void reportCompiler(Set<TypeElement> records) {
    if (!records.isEmpty() && !isCompilerReported) {
      isCompilerReported = true;
      String found = processingEnv.getClass().getName();
      processingEnv
          .getMessager()
          .printMessage(
              Code.UnsupportedCompiler.severity(), Code.UnsupportedCompiler.message(found));
    }
  }
}
