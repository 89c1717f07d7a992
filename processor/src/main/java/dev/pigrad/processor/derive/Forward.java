package dev.pigrad.processor.derive;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.lower.Denotation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The forward pass, cut where distribution and value part.
 *
 * @param trunk what both need
 * @param distributionOnly what only the distribution needs
 * @param valueOnly what only the value needs
 * @param distribution the action distribution, component by component
 * @param leaves its tensors
 * @param value the value of the state, if the policy has one
 * @param frontier the results of the trunk that the other two read
 */
record Forward(
    List<Equation> trunk,
    List<Equation> distributionOnly,
    List<Equation> valueOnly,
    Denotation.Struct distribution,
    List<Denotation.Leaf> leaves,
    Optional<Value> value,
    List<Value> frontier) {

  /** Cuts {@code equations} by what needs them; what nothing needs is left out. */
  static Forward cut(
      List<Equation> equations,
      Denotation.Struct distribution,
      List<Denotation.Leaf> leaves,
      Optional<Value> value) {
    Set<Value> forDistribution = needed(equations, leaves.stream().map(Denotation.Leaf::value));
    Set<Value> forValue = needed(equations, value.stream());
    List<Equation> trunk = new ArrayList<>();
    List<Equation> distributionOnly = new ArrayList<>();
    List<Equation> valueOnly = new ArrayList<>();
    for (Equation equation : equations) {
      boolean isForDistribution = forDistribution.contains(equation.result());
      boolean isForValue = forValue.contains(equation.result());
      if (isForDistribution && isForValue) {
        trunk.add(equation);
      } else if (isForDistribution) {
        distributionOnly.add(equation);
      } else if (isForValue) {
        valueOnly.add(equation);
      }
    }
    Set<Value> read = read(concat(distributionOnly, valueOnly), leaves, value);
    List<Value> frontier = trunk.stream().map(Equation::result).filter(read::contains).toList();
    return new Forward(trunk, distributionOnly, valueOnly, distribution, leaves, value, frontier);
  }

  private static Set<Value> needed(List<Equation> equations, Stream<Value> results) {
    Set<Value> needed = new HashSet<>(results.toList());
    for (Equation equation : equations.reversed()) {
      if (needed.contains(equation.result())) {
        needed.addAll(equation.operands());
      }
    }
    return needed;
  }

  private static Set<Value> read(
      List<Equation> equations, List<Denotation.Leaf> leaves, Optional<Value> value) {
    Set<Value> read = new HashSet<>();
    equations.forEach(e -> read.addAll(e.operands()));
    leaves.forEach(l -> read.add(l.value()));
    value.ifPresent(read::add);
    return read;
  }

  /** Every value that the pass reads or returns. */
  Set<Value> read() {
    return read(all(), leaves, value);
  }

  /** The tensors of the distribution. */
  List<Value> leafValues() {
    return leaves.stream().map(Denotation.Leaf::value).toList();
  }

  /** All equations. */
  List<Equation> all() {
    return concat(toDistribution(), valueOnly);
  }

  /** What leads to the distribution. */
  List<Equation> toDistribution() {
    return concat(trunk, distributionOnly);
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
