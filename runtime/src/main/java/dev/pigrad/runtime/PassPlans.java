package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.PassPlan;
import dev.pigrad.runtime.execute.Slot;
import dev.pigrad.runtime.execute.Slot.Kind;
import dev.pigrad.runtime.execute.Stage;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What each of a policy's products does with a tile. Where a plan loads or stores what is no column
 * of the batch, that comes last: the caller binds it.
 *
 * @param layout the columns of a batch
 * @param offers the quantities that the policy can compute
 * @param outputs the names of its outputs
 * @param trainsActing whether a parameter that the action depends on has a gradient
 */
record PassPlans(
    BatchLayout layout, Set<Quantity> offers, List<String> outputs, boolean trainsActing) {

  private PlanBuilder builder() {
    return new PlanBuilder(layout);
  }

  /** The mean loss of a surrogate, its reported means, and the gradient if that is wanted. */
  PassPlan surrogate(SurrogateProgram surrogate, boolean hasGradient) {
    PlanBuilder plan = forward(surrogate).run(Stage.LOSS);
    if (hasGradient) {
      plan.run(Stage.LOSS_BACKWARD).run(backward(surrogate));
    }
    return plan.plan(false, hasGradient, surrogate);
  }

  /**
   * {@code Σ_r H_r v}: the pass of a gradient in dual numbers, whose gradient is the derivative of
   * the gradient along v.
   */
  PassPlan hessian(SurrogateProgram surrogate) {
    return forward(surrogate)
        .run(Stage.LOSS_BACKWARD)
        .run(backward(surrogate))
        .plan(true, true, surrogate);
  }

  private PlanBuilder forward(SurrogateProgram surrogate) {
    return builder()
        .loadFor(surrogate.reads())
        .loadExtra(surrogate.extraColumns(), outputs)
        .run(Stages.forward(withOutputs(surrogate.reads(), surrogate)));
  }

  private List<Stage> backward(SurrogateProgram surrogate) {
    Set<Quantity> quantities = withOutputs(surrogate.differentiates(), surrogate);
    return trainsActing ? Stages.backward(quantities) : Stages.backwardOfValue(quantities);
  }

  /** The quantities, and the value where a surrogate names an output: they are one stage. */
  private Set<Quantity> withOutputs(Set<Quantity> quantities, SurrogateProgram surrogate) {
    if (Collections.disjoint(surrogate.extraColumns(), outputs)) {
      return quantities;
    }
    Set<Quantity> all = EnumSet.of(Quantity.VALUE);
    all.addAll(quantities);
    return all;
  }

  /** {@code Σ_r w_r ∇log π(a_r|s_r)}; the last load is w. */
  PassPlan score() {
    Set<Quantity> logProb = Set.of(Quantity.LOG_PROB);
    return builder()
        .loadFor(logProb)
        .load(BatchLayout.scalar("weights"), Slot.of(Kind.COTANGENT, Quantity.LOG_PROB))
        .run(Stages.forward(logProb))
        .run(Stages.backward(logProb))
        .gradient();
  }

  /** {@code Σ_r Jᵀ M J v}. */
  PassPlan fisher() {
    return builder().loadInputs().run(Stages.fisher()).gradient();
  }

  /** {@code Σ_r g (gᵀ v)} of the batch's actions. */
  PassPlan empiricalFisher() {
    return builder().loadFor(Set.of(Quantity.LOG_PROB)).run(Stages.empiricalFisher()).gradient();
  }

  /**
   * Records θ as the behaviour policy.
   *
   * @param hasActions whether the batch has actions whose log-probability can be recorded
   */
  PassPlan record(boolean hasActions) {
    PlanBuilder plan = builder().loadInputs();
    if (hasActions && offers.contains(Quantity.LOG_PROB)) {
      plan.loadActions();
    }
    plan.run(Stage.TRUNK, Stage.DISTRIBUTION);
    return recording(plan, hasActions).each(false);
  }

  /** Draws actions from the noise columns, and records θ as their behaviour policy. */
  PassPlan sample() {
    PlanBuilder plan =
        builder()
            .loadInputs()
            .loadNoise()
            .run(Stage.TRUNK, Stage.DISTRIBUTION, Stage.SAMPLE)
            .storeActions();
    return recording(plan, true).each(false);
  }

  /** The distribution, log π of the actions, the value: as far as the policy has them. */
  private PlanBuilder recording(PlanBuilder plan, boolean hasActions) {
    plan.run(Stage.RECORD_OLD).storeOld();
    if (hasActions && offers.contains(Quantity.LOG_PROB)) {
      plan.run(Stage.LOG_PROB)
          .store(BatchLayout.scalar(Batch.OLD_LOG_PROB), Slot.of(Kind.VALUE, Quantity.LOG_PROB));
    }
    if (offers.contains(Quantity.VALUE)) {
      plan.run(Stage.VALUE)
          .store(BatchLayout.scalar(Batch.OLD_VALUE), Slot.of(Kind.VALUE, Quantity.VALUE));
    }
    return plan;
  }

  /** Sets the actions to the distribution's mode. */
  PassPlan mode() {
    return builder()
        .loadInputs()
        .run(Stage.TRUNK, Stage.DISTRIBUTION, Stage.MODE)
        .storeActions()
        .each(false);
  }

  /** One differentiable quantity of each row: the only store. */
  PassPlan quantity(Quantity quantity) {
    Set<Quantity> only = Set.of(quantity);
    return builder()
        .loadFor(only)
        .run(Stages.forward(only))
        .store(BatchLayout.scalar(quantity.name()), Slot.of(Kind.VALUE, quantity))
        .each(false);
  }

  /** An output of each row: the only store. */
  PassPlan output(int position) {
    return builder()
        .loadInputs()
        .run(Stages.forward(Set.of(Quantity.VALUE)))
        .store(BatchLayout.scalar(outputs.get(position)), new Slot(Kind.OUTPUT, position))
        .each(false);
  }

  /** A leaf of the action distribution of each row: the only store. */
  PassPlan distribution(int leaf) {
    return builder()
        .loadInputs()
        .run(Stage.TRUNK, Stage.DISTRIBUTION, Stage.RECORD_OLD)
        .store(layout.old().get(leaf), new Slot(Kind.OLD, leaf))
        .each(false);
  }

  /**
   * J v of each row: the forward half of a pass in dual numbers. It stores every leaf of the
   * distribution, then {@code quantities}, then the outputs.
   */
  PassPlan tangents(List<Quantity> quantities) {
    List<Stage> forward = Stages.forward(Set.copyOf(quantities));
    PlanBuilder plan = builder().loadFor(Set.copyOf(quantities)).run(forward);
    if (!forward.contains(Stage.DISTRIBUTION)) {
      plan.run(Stage.DISTRIBUTION);
    }
    if (!forward.contains(Stage.VALUE) && !outputs.isEmpty()) {
      plan.run(Stage.VALUE);
    }
    List<Leaf> leaves = layout.old();
    for (int i = 0; i < leaves.size(); i++) {
      plan.store(leaves.get(i), new Slot(Kind.LEAF_TANGENT, i));
    }
    quantities.forEach(q -> plan.store(BatchLayout.scalar(q.name()), Slot.of(Kind.TANGENT, q)));
    for (int i = 0; i < outputs.size(); i++) {
      plan.store(BatchLayout.scalar(outputs.get(i)), new Slot(Kind.OUTPUT_TANGENT, i));
    }
    return plan.each(true);
  }
}
