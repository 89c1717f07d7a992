package dev.pigrad.processor.derive;

import dev.pigrad.processor.ad.Derivative;
import dev.pigrad.processor.ad.Transpose;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.pass.Expand;
import dev.pigrad.processor.pass.Inspection;
import dev.pigrad.processor.pass.Inspection.Step;
import dev.pigrad.processor.pass.Prune;
import dev.pigrad.processor.plan.Stage;
import dev.pigrad.processor.plan.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The stages of a tile as they are put together, in the order in which they may run. */
final class Stages {
  private final Inspection inspection;
  private final List<Stage> stages = new ArrayList<>();

  Stages(Inspection inspection) {
    this.inspection = inspection;
  }

  /**
   * Adds a stage, simplified.
   *
   * @param available equations of the stages that always run before
   * @return the simplification, for what became of the stage's results
   */
  Simplification add(
      String name,
      String summary,
      List<Equation> available,
      List<Equation> equations,
      List<Write> writes) {
    Simplification simple = simplify(name, available, equations);
    Predicate<Value> isZero = simple.zeros();
    List<Write> kept = new ArrayList<>();
    for (Write write : writes) {
      Value value = simple.of(write.value());
      if (!adds(write.destination()) || !isZero.test(value)) {
        kept.add(new Write(value, write.destination()));
      }
    }
    stages.add(new Stage(name, summary, simple.equations(), kept));
    return simple;
  }

  /** Simplifies equations of the next stage. */
  Simplification simplify(String name, List<Equation> available, List<Equation> equations) {
    return Simplification.of(name, available, equations, afterEarlier());
  }

  /** Adds a stage whose equations are simplified. */
  void append(Stage stage) {
    stages.add(stage);
  }

  /**
   * Adds the reverse of {@code equations}.
   *
   * @param before equations of the stages that ran before those
   * @param inputs what to differentiate with respect to
   * @param cotangents of the results
   * @param destination where the cotangent of an input goes
   */
  void addReverse(
      String name,
      String summary,
      List<Equation> before,
      List<Equation> equations,
      List<Value> inputs,
      Map<Value, Value> cotangents,
      Function<Value, Write.Destination> destination) {
    Transpose.Transposed reverse = Derivative.reverse(equations, inputs, cotangents);
    List<Write> writes = new ArrayList<>();
    for (Value input : inputs) {
      for (Value contribution : reverse.contributionsTo(input)) {
        writes.add(new Write(contribution, destination.apply(input)));
      }
    }
    add(name, summary, Forward.concat(before, equations), reverse.equations(), writes);
  }

  /** Whether writing zero to {@code destination} changes nothing. */
  static boolean adds(Write.Destination destination) {
    return destination instanceof Write.Destination.Cotangent
        || destination instanceof Write.Destination.Gradient
        || (destination instanceof Write.Destination.Tangent tangent && adds(tangent.of()));
  }

  /** A stage may read what earlier ones computed, even if nothing of that is simplified with it. */
  private Inspection afterEarlier() {
    List<Equation> earlier = stages.stream().flatMap(s -> s.equations().stream()).toList();
    return (step, available, equations) ->
        inspection.look(step, Forward.concat(earlier, available), equations);
  }

  private List<Stage> inspected(String pass, List<Stage> outcome) {
    List<Equation> before = new ArrayList<>();
    for (Stage stage : outcome) {
      inspection.look(new Step(pass, stage.name()), before, stage.equations());
      before.addAll(stage.equations());
    }
    return outcome;
  }

  /** All stages without the equations that nothing needs, composites expanded. */
  List<Stage> finish() {
    List<Stage> pruned = inspected("Prune", pruned());
    return inspected(
        "Expand", pruned.stream().map(s -> with(s, Expand.of(s.equations()))).toList());
  }

  private List<Stage> pruned() {
    Set<Value> live = new HashSet<>();
    List<Stage> result = new ArrayList<>();
    for (Stage stage : stages.reversed()) {
      for (Write write : stage.writes()) {
        live.add(write.value());
      }
      result.addFirst(with(stage, Prune.of(stage.equations(), live)));
    }
    return result;
  }

  private static Stage with(Stage stage, List<Equation> equations) {
    return new Stage(stage.name(), stage.summary(), equations, stage.writes());
  }
}
