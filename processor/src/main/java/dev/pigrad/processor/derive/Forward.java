package dev.pigrad.processor.derive;

import dev.pigrad.processor.ad.Linearise;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.lower.Denotation;
import dev.pigrad.processor.plan.PolicyPlan.LeafPlan;
import dev.pigrad.processor.plan.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The forward pass, cut where action and value part.
 *
 * @param trunk what both need
 * @param actionOnly what only the distribution needs, or a free-form density
 * @param valueOnly what only value and outputs need
 * @param acting the distribution or the density
 * @param values the value of the state and the outputs, as far as the policy has them
 * @param frontier the results of the trunk that the other two read
 */
record Forward(
    List<Equation> trunk,
    List<Equation> actionOnly,
    List<Equation> valueOnly,
    Acting acting,
    List<Write> values,
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

  /**
   * Cuts {@code equations} by what needs them; what nothing needs is left out.
   *
   * @param provenance of what is added to them
   */
  static Forward cut(
      List<Equation> equations, Acting acting, List<Write> values, Provenance provenance) {
    Set<Value> forAction = needed(equations, acting.results());
    Set<Value> forValue = needed(equations, values.stream().map(Write::value).toList());
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
    Set<Value> read = read(concat(actionOnly, valueOnly), acting, values);
    List<Value> frontier = trunk.stream().map(Equation::result).filter(read::contains).toList();
    List<Write> own = ownValues(values, valueOnly, provenance);
    return new Forward(trunk, actionOnly, valueOnly, acting, own, frontier);
  }

  /** Each value as the result of an equation of its own stage, which has one cotangent. */
  private static List<Write> ownValues(
      List<Write> values, List<Equation> equations, Provenance provenance) {
    Set<Value> seen = new HashSet<>();
    List<Write> own = new ArrayList<>();
    for (Write write : values) {
      Value value = write.value();
      Value result =
          seen.add(value)
              ? ownResult(value, equations, provenance)
              : copy(value, equations, provenance);
      own.add(new Write(result, write.destination()));
    }
    return own;
  }

  /** The value, or a copy where it comes from outside of {@code equations}. */
  static Value ownResult(Value value, List<Equation> equations, Provenance provenance) {
    return equations.stream().anyMatch(e -> e.result() == value)
        ? value
        : copy(value, equations, provenance);
  }

  private static Value copy(Value value, List<Equation> equations, Provenance provenance) {
    Builder b = new Builder(provenance.as(Provenance.Role.PRIMAL));
    Value copy = b.multiply(value, b.constant(1, Type.CONSTANT));
    equations.addAll(b.equations());
    return copy;
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

  private static Set<Value> read(List<Equation> equations, Acting acting, List<Write> values) {
    Set<Value> read = new HashSet<>(acting.results());
    for (Equation equation : equations) {
      read.addAll(equation.operands());
    }
    for (Write write : values) {
      read.add(write.value());
    }
    return read;
  }

  /** Every value that the pass reads or returns. */
  Set<Value> read() {
    return read(all(), acting, values);
  }

  /** The tensors of the distribution; none of a density. */
  List<Denotation.Leaf> leaves() {
    return acting instanceof Distribution distribution ? distribution.leaves() : List.of();
  }

  /** The values of the leaves. */
  List<Value> leafValues() {
    return leaves().stream().map(Denotation.Leaf::value).toList();
  }

  /** Every value that the distribution is computed from, or the density. */
  Set<Value> neededToAct() {
    return needed(concat(trunk, actionOnly), acting.results());
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
    return Linearise.dependents(all(), Set.copyOf(inputs));
  }

  /** One list after another. */
  static <T> List<T> concat(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
