package dev.pigrad.processor.derive;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.lower.Denotation;
import dev.pigrad.processor.plan.PolicyPlan.LeafPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The forward pass, cut where action and value part.
 *
 * @param trunk what both need
 * @param actionOnly what only the distribution needs, or a free-form density
 * @param valueOnly what only the value needs
 * @param acting the distribution or the density
 * @param value the value of the state, if the policy has one
 * @param frontier the results of the trunk that the other two read
 */
record Forward(
    List<Equation> trunk,
    List<Equation> actionOnly,
    List<Equation> valueOnly,
    Acting acting,
    Optional<Value> value,
    List<Value> frontier) {

  /** How a policy acts. */
  sealed interface Acting {
    /** What it is computed for. */
    List<Value> results();
  }

  /**
   * By a distribution.
   *
   * @param struct the distribution, component by component
   * @param leaves its tensors
   */
  record Distribution(Denotation.Struct struct, List<Denotation.Leaf> leaves) implements Acting {
    @Override
    public List<Value> results() {
      return leaves.stream().map(Denotation.Leaf::value).toList();
    }
  }

  /**
   * By log π(a|s) alone.
   *
   * @param logProb its value
   * @param action the columns of the action
   */
  record Density(Value logProb, List<LeafPlan> action) implements Acting {
    @Override
    public List<Value> results() {
      return List.of(logProb);
    }
  }

  /** Cuts {@code equations} by what needs them; what nothing needs is left out. */
  static Forward cut(List<Equation> equations, Acting acting, Optional<Value> value) {
    Set<Value> forAction = needed(equations, acting.results());
    Set<Value> forValue = needed(equations, value.stream().toList());
    List<Equation> trunk = new ArrayList<>();
    List<Equation> actionOnly = new ArrayList<>();
    List<Equation> valueOnly = new ArrayList<>();
    for (Equation equation : equations) {
      boolean isForAction = forAction.contains(equation.result());
      boolean isForValue = forValue.contains(equation.result());
      if (isForAction && isForValue) {
        trunk.add(equation);
      } else if (isForAction) {
        actionOnly.add(equation);
      } else if (isForValue) {
        valueOnly.add(equation);
      }
    }
    Set<Value> read = read(concat(actionOnly, valueOnly), acting, value);
    List<Value> frontier = trunk.stream().map(Equation::result).filter(read::contains).toList();
    return new Forward(trunk, actionOnly, valueOnly, acting, value, frontier);
  }

  private static Set<Value> needed(List<Equation> equations, List<Value> results) {
    Set<Value> needed = new HashSet<>(results);
    for (Equation equation : equations.reversed()) {
      if (needed.contains(equation.result())) {
        needed.addAll(equation.operands());
      }
    }
    return needed;
  }

  private static Set<Value> read(List<Equation> equations, Acting acting, Optional<Value> value) {
    Set<Value> read = new HashSet<>(acting.results());
    equations.forEach(e -> read.addAll(e.operands()));
    value.ifPresent(read::add);
    return read;
  }

  /** Every value that the pass reads or returns. */
  Set<Value> read() {
    return read(all(), acting, value);
  }

  /** The tensors of the distribution; none of a density. */
  List<Denotation.Leaf> leaves() {
    return acting instanceof Distribution distribution ? distribution.leaves() : List.of();
  }

  /** The values of the leaves. */
  List<Value> leafValues() {
    return leaves().stream().map(Denotation.Leaf::value).toList();
  }

  /** All equations. */
  List<Equation> all() {
    return concat(concat(trunk, actionOnly), valueOnly);
  }

  /** The stage between trunk and heads: a density is a head by itself. */
  List<Equation> distributionOnly() {
    return acting instanceof Distribution ? actionOnly : List.of();
  }

  /** What leads to the heads. */
  List<Equation> toDistribution() {
    return concat(trunk, distributionOnly());
  }

  /** The values that depend on one of {@code inputs}, those included. */
  Set<Value> dependents(List<Value> inputs) {
    Set<Value> dependents = new HashSet<>(inputs);
    for (Equation equation : all()) {
      if (equation.operands().stream().anyMatch(dependents::contains)) {
        dependents.add(equation.result());
      }
    }
    return dependents;
  }

  /** One list after another. */
  static <T> List<T> concat(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
