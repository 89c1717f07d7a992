package dev.pigrad.processor.explain;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.pass.Inspection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the outcome of every pass, stage by stage. */
public final class PassLog implements Inspection {
  private final Map<String, List<Outcome>> stages = new LinkedHashMap<>();

  /** What a pass left of a stage. */
  record Outcome(String pass, List<Equation> equations) {}

  @Override
  public void look(Step step, List<Equation> available, List<Equation> equations) {
    stages
        .computeIfAbsent(step.stage(), stage -> new ArrayList<>())
        .add(new Outcome(step.pass(), List.copyOf(equations)));
  }

  /** The outcomes of each stage in order, the stages as they were derived. */
  Map<String, List<Outcome>> stages() {
    return stages;
  }
}
