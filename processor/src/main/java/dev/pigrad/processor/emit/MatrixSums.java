package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.plan.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sums y = z + W x + V u + … of matrix products that nothing else reads: W x + b of a layer, Ẇ x +
 * W ẋ + ḃ of its tangent. A product's kernel can start from what is summed up so far, which costs
 * nothing, where adding it up afterwards is a pass over memory.
 */
final class MatrixSums {
  private final Definitions definitions;
  private final Readers readers;
  private final Slots slots;
  private final Map<Value, List<Value>> sums = new HashMap<>();
  private final Set<Value> parts = new HashSet<>();
  private final Set<Value> computedHere = new HashSet<>();

  /** The sums among the equations of a stage. */
  MatrixSums(Definitions definitions, Readers readers, Slots slots, List<Equation> equations) {
    this.definitions = definitions;
    this.readers = readers;
    this.slots = slots;
    for (Equation equation : equations) {
      computedHere.add(equation.result());
    }
    for (Equation equation : equations.reversed()) {
      addSum(equation);
    }
  }

  private void addSum(Equation equation) {
    if (!(equation.primitive() instanceof Add) || parts.contains(equation.result())) {
      return;
    }
    Set<Value> inner = new HashSet<>();
    List<Value> terms = new ArrayList<>();
    collect(equation, terms, inner);
    List<Value> others = terms.stream().filter(v -> !isProduct(v)).toList();
    boolean hasStart = others.isEmpty() || (others.size() == 1 && isStart(others.getFirst()));
    if (others.size() < terms.size() && hasStart) {
      sums.put(equation.result(), terms);
      parts.addAll(inner);
      terms.stream().filter(this::isProduct).forEach(parts::add);
    }
  }

  private void collect(Equation sum, List<Value> terms, Set<Value> inner) {
    for (Value operand : sum.operands()) {
      Optional<Equation> part = part(operand).filter(e -> e.primitive() instanceof Add);
      if (part.isPresent()) {
        inner.add(operand);
        collect(part.get(), terms, inner);
      } else {
        terms.add(operand);
      }
    }
  }

  /** The equation of a value that is computed here for one use. */
  private Optional<Equation> part(Value value) {
    return computedHere.contains(value) && readers.count(value) == 1
        ? definitions.equation(value)
        : Optional.empty();
  }

  private boolean isProduct(Value value) {
    return part(value)
        .filter(e -> e.primitive() instanceof Product && e.operand(1).type().batched())
        .isPresent();
  }

  /** A bias: one row for all samples. */
  private boolean isStart(Value value) {
    return slots
        .source(value)
        .filter(s -> s instanceof Source.Parameter || s instanceof Source.Direction)
        .isPresent();
  }

  /** Whether {@code equation} is such a sum. */
  boolean isSum(Equation equation) {
    return sums.containsKey(equation.result());
  }

  /** Whether the value is a term of such a sum, or a sum of some, and needs no place of its own. */
  boolean isPart(Value value) {
    return parts.contains(value);
  }

  /** The products of a sum, in order. */
  List<Equation> products(Equation sum) {
    return terms(sum).stream().filter(parts::contains).flatMap(v -> part(v).stream()).toList();
  }

  /** What is added to the products, if anything. */
  Optional<Value> start(Equation sum) {
    return terms(sum).stream().filter(v -> !parts.contains(v)).findFirst();
  }

  private List<Value> terms(Equation sum) {
    return sums.getOrDefault(sum.result(), List.of());
  }
}
