package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Stage;
import dev.pigrad.runtime.program.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which stages of a tile some quantities need, in order. */
final class Stages {
  private static final List<Quantity> OF_THE_DISTRIBUTION =
      List.of(Quantity.LOG_PROB, Quantity.ENTROPY, Quantity.KL);

  private static final Map<Quantity, Stage> FORWARD =
      Map.of(
          Quantity.LOG_PROB, Stage.LOG_PROB,
          Quantity.ENTROPY, Stage.ENTROPY,
          Quantity.KL, Stage.KL,
          Quantity.VALUE, Stage.VALUE);

  private static final Map<Quantity, Stage> BACKWARD =
      Map.of(
          Quantity.LOG_PROB, Stage.LOG_PROB_BACKWARD,
          Quantity.ENTROPY, Stage.ENTROPY_BACKWARD,
          Quantity.KL, Stage.KL_BACKWARD,
          Quantity.VALUE, Stage.VALUE_BACKWARD);

  private Stages() {}

  /** Computes {@code quantities} of the loaded rows. */
  static List<Stage> forward(Set<Quantity> quantities) {
    List<Stage> stages = new ArrayList<>(List.of(Stage.TRUNK));
    if (needsDistribution(quantities)) {
      stages.add(Stage.DISTRIBUTION);
    }
    addOf(quantities, FORWARD, stages);
    return stages;
  }

  /** Sends the step's cotangents of {@code quantities} back to the parameters. */
  static List<Stage> backward(Set<Quantity> quantities) {
    List<Stage> stages = new ArrayList<>(List.of(Stage.CLEAR_COTANGENTS));
    addOf(quantities, BACKWARD, stages);
    if (needsDistribution(quantities)) {
      stages.add(Stage.DISTRIBUTION_BACKWARD);
    }
    stages.add(Stage.TRUNK_BACKWARD);
    return stages;
  }

  /** The same where only parameters that no action depends on have a gradient. */
  static List<Stage> backwardOfValue(Set<Quantity> quantities) {
    return quantities.contains(Quantity.VALUE)
        ? List.of(Stage.CLEAR_COTANGENTS, Stage.VALUE_BACKWARD)
        : List.of();
  }

  private static void addOf(
      Set<Quantity> quantities, Map<Quantity, Stage> stageOf, List<Stage> stages) {
    for (Quantity quantity : Quantity.values()) {
      Stage stage = stageOf.get(quantity);
      if (stage != null && quantities.contains(quantity)) {
        stages.add(stage);
      }
    }
  }

  /** Adds Jᵀ M J v of the loaded rows to the gradient. */
  static List<Stage> fisher() {
    return List.of(
        Stage.TRUNK,
        Stage.DISTRIBUTION,
        Stage.RECORD_OLD,
        Stage.TRUNK_TANGENT,
        Stage.DISTRIBUTION_TANGENT,
        Stage.CLEAR_COTANGENTS,
        Stage.METRIC,
        Stage.DISTRIBUTION_BACKWARD,
        Stage.TRUNK_BACKWARD);
  }

  /**
   * Adds g (gᵀ v) of each loaded row to the gradient, g = ∇log π: gᵀ v is the derivative of log π
   * along v, which takes the place of a loss's ∂loss/∂log π.
   */
  static List<Stage> empiricalFisher() {
    List<Stage> stages = forward(Set.of(Quantity.LOG_PROB));
    stages.add(Stage.TRUNK_TANGENT);
    stages.add(Stage.DISTRIBUTION_TANGENT);
    stages.add(Stage.LOG_PROB_TANGENT);
    stages.add(Stage.SCORE_ALONG_TANGENT);
    stages.addAll(backward(Set.of(Quantity.LOG_PROB)));
    return stages;
  }

  private static boolean needsDistribution(Set<Quantity> quantities) {
    return OF_THE_DISTRIBUTION.stream().anyMatch(quantities::contains);
  }
}
