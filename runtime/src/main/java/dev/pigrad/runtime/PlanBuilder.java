package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.PassPlan;
import dev.pigrad.runtime.execute.Slot;
import dev.pigrad.runtime.execute.Slot.Kind;
import dev.pigrad.runtime.execute.Stage;
import dev.pigrad.runtime.execute.Transfer;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a {@link PassPlan} together. */
final class PlanBuilder {
  private static final Map<Quantity, String> COLUMNS =
      Map.of(
          Quantity.OLD_LOG_PROB, Batch.OLD_LOG_PROB,
          Quantity.OLD_VALUE, Batch.OLD_VALUE,
          Quantity.ADVANTAGE, Batch.ADVANTAGE,
          Quantity.RETURN_TARGET, Batch.RETURN_TARGET,
          Quantity.WEIGHT, Batch.WEIGHT);

  private final BatchLayout layout;
  private final List<Transfer> loads = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private final List<Transfer> stores = new ArrayList<>();

  PlanBuilder(BatchLayout layout) {
    this.layout = layout;
  }

  /** Loads what the policy reads. */
  PlanBuilder loadInputs() {
    add(layout.inputs(), Kind.INPUT, loads);
    return this;
  }

  PlanBuilder loadActions() {
    add(layout.action(), Kind.ACTION, loads);
    return this;
  }

  PlanBuilder loadNoise() {
    add(layout.noise(), Kind.NOISE, loads);
    return this;
  }

  /** Loads what {@code quantities} are computed from: inputs, actions, the step's columns. */
  PlanBuilder loadFor(Set<Quantity> quantities) {
    loadInputs();
    if (quantities.contains(Quantity.LOG_PROB)) {
      loadActions();
    }
    if (quantities.contains(Quantity.KL)) {
      add(layout.old(), Kind.OLD, loads);
    }
    for (Quantity quantity : Quantity.values()) {
      String column = COLUMNS.get(quantity);
      if (column != null && quantities.contains(quantity)) {
        load(BatchLayout.scalar(column), Slot.of(Kind.VALUE, quantity));
      }
    }
    return this;
  }

  /** Loads the columns that a surrogate names; what the policy puts out is none. */
  PlanBuilder loadExtra(List<String> names, List<String> outputs) {
    for (int i = 0; i < names.size(); i++) {
      if (!outputs.contains(names.get(i))) {
        load(BatchLayout.scalar(names.get(i)), new Slot(Kind.EXTRA, i));
      }
    }
    return this;
  }

  PlanBuilder load(Leaf leaf, Slot slot) {
    loads.add(new Transfer(leaf, slot));
    return this;
  }

  PlanBuilder run(List<Stage> more) {
    stages.addAll(more);
    return this;
  }

  PlanBuilder run(Stage... more) {
    return run(List.of(more));
  }

  PlanBuilder storeActions() {
    add(layout.action(), Kind.ACTION, stores);
    return this;
  }

  PlanBuilder storeOld() {
    add(layout.old(), Kind.OLD, stores);
    return this;
  }

  PlanBuilder store(Leaf leaf, Slot slot) {
    stores.add(new Transfer(leaf, slot));
    return this;
  }

  private static void add(List<Leaf> leaves, Kind kind, List<Transfer> transfers) {
    for (int i = 0; i < leaves.size(); i++) {
      transfers.add(new Transfer(leaves.get(i), new Slot(kind, i)));
    }
  }

  /** A plan of values per row. */
  PassPlan each(boolean isDual) {
    return plan(isDual, false, null);
  }

  /** A plan that sums up a gradient. */
  PassPlan gradient() {
    return plan(false, true, null);
  }

  /** A plan with a surrogate's stages. */
  PassPlan plan(boolean isDual, boolean hasGradient, @Nullable SurrogateProgram surrogate) {
    return new PassPlan(
        isDual,
        List.copyOf(loads),
        List.copyOf(stages),
        List.copyOf(stores),
        hasGradient,
        surrogate);
  }
}
