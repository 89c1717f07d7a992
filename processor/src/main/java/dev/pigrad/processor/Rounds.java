package dev.pigrad.processor;

import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** The rounds of one compilation: a record waits while a class that it names may yet be written. */
final class Rounds {
  /** The annotations of a record that is derived. */
  static final Set<String> ROLES =
      Set.of("dev.pigrad.Policy", "dev.pigrad.Surrogate", "dev.pigrad.Differentiable");

  private final ProcessingEnvironment environment;
  private final Trees trees;
  private final RecordingFiler filer;
  private final FurtherRound furtherRound;
  private final List<String> postponed = new ArrayList<>();

  Rounds(ProcessingEnvironment environment, Trees trees) {
    this.environment = environment;
    this.trees = trees;
    this.filer = new RecordingFiler(environment.getFiler());
    this.furtherRound = new FurtherRound(filer);
  }

  void process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    boolean isLast = round.processingOver() || isOurs(round);
    Derivation derivation = new Derivation(environment, trees, filer);
    List<TypeElement> waiting =
        records(annotations, round).stream().filter(r -> !derivation.derive(r, isLast)).toList();
    if (derivation.hasErrors()) { // then javac holds no further round, except the last
      waiting.forEach(r -> derivation.derive(r, true));
    } else if (!waiting.isEmpty()) {
      waiting.forEach(r -> postponed.add(r.getQualifiedName().toString()));
      furtherRound.request(waiting.getFirst());
    }
  }

  /** Whether a record waits for a class. */
  boolean isWaiting() {
    return !postponed.isEmpty();
  }

  /** Whether no other processor wrote a class in the round before, so that none will come. */
  private boolean isOurs(RoundEnvironment round) {
    return ElementFilter.typesIn(round.getRootElements()).stream()
        .allMatch(type -> filer.hasWritten(type.getQualifiedName().toString()));
  }

  /** The annotated records, and those that waited. */
  private Set<TypeElement> records(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> records = new LinkedHashSet<>();
    for (String name : postponed) {
      records.add(environment.getElementUtils().getTypeElement(name));
    }
    postponed.clear();
    for (TypeElement annotation : annotations) {
      if (ROLES.contains(annotation.getQualifiedName().toString())) {
        records.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation)));
      }
    }
    return records;
  }
}
