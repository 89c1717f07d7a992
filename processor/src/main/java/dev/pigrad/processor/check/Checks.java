package dev.pigrad.processor.check;

import dev.pigrad.processor.diagnostic.Diagnostics;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.read.Reading;
import java.util.List;
import javax.lang.model.element.TypeElement;

/** Asks all rules about a class. */
public final class Checks {
  private final Definitions definitions;
  private final Diagnostics diagnostics;
  private final Origins origins;

  /** Checks of the classes in {@code definitions}. */
  public Checks(Definitions definitions, Diagnostics diagnostics, Origins origins) {
    this.definitions = definitions;
    this.diagnostics = diagnostics;
    this.origins = origins;
  }

  /** What became of a class. */
  public enum Verdict {
    /** It can be lowered. */
    SOUND,
    /** Its mistakes were reported. */
    REJECTED,
    /** javac rejects it or a class that it needs; nothing was reported. */
    ERRONEOUS,
    /** The same, and a class is unknown that another processor may yet write. */
    INCOMPLETE
  }

  /** Checks an annotated class, and all that it reaches. */
  public Verdict check(TypeElement type) {
    Reading reading = definitions.reading(type.getQualifiedName().toString());
    Reach reach = new Reach(definitions, diagnostics);
    reach.from(reading);
    if (reach.isErroneous()) {
      return reach.isIncomplete() ? Verdict.INCOMPLETE : Verdict.ERRONEOUS;
    }
    if (anyReported(List.of(new RecordShape(type)), reading)) {
      return Verdict.REJECTED;
    }
    boolean isRejected = report(reading.findings());
    isRejected |= anyReported(List.of(new Markers(origins)), reading);
    isRejected |= reach.report();
    return isRejected || anyReported(onTypes(), reading) ? Verdict.REJECTED : Verdict.SOUND;
  }

  /** Rules that need every part of the class to be readable. */
  private List<Check> onTypes() {
    return List.of(
        new ComponentTypes(definitions, origins),
        new MeaninglessAnnotations(definitions),
        new InputTypes(definitions, origins),
        new ColumnNames(),
        new NamedSizes(origins),
        new PositiveSizes(definitions, origins),
        new ResultTypes(definitions, origins),
        new DistributionMethods(definitions, origins),
        new KlOfItself(),
        new LossMethod(origins));
  }

  private boolean anyReported(List<Check> rules, Reading reading) {
    boolean isReported = false;
    for (Check rule : rules) {
      isReported |= report(rule.check(reading));
    }
    return isReported;
  }

  private boolean report(List<Finding> findings) {
    findings.forEach(diagnostics::report);
    return findings.stream().anyMatch(f -> f.code().isError());
  }
}
