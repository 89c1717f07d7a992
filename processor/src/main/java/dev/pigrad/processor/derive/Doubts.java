package dev.pigrad.processor.derive;

import dev.pigrad.processor.ad.Derivative;
import dev.pigrad.processor.ad.Linearise;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.DerivationException;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.Argmax;
import dev.pigrad.processor.ir.op.Constant;
import dev.pigrad.processor.ir.op.Divide;
import dev.pigrad.processor.ir.op.Element;
import dev.pigrad.processor.ir.op.Exp;
import dev.pigrad.processor.ir.op.Log;
import dev.pigrad.processor.ir.op.LogSumExp;
import dev.pigrad.processor.ir.op.Maximum;
import dev.pigrad.processor.ir.op.Minimum;
import dev.pigrad.processor.ir.op.Multiply;
import dev.pigrad.processor.ir.op.Scatter;
import dev.pigrad.processor.ir.op.Slice;
import dev.pigrad.processor.ir.op.Spread;
import dev.pigrad.processor.ir.op.Subtract;
import dev.pigrad.processor.source.Origin;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks through equations, as the user wrote them, for mistakes that the field knows. */
final class Doubts {
  private final List<Equation> equations;
  private final Map<Value, Equation> definitions = new HashMap<>();
  private final Remarks remarks;

  Doubts(List<Equation> equations, Remarks remarks) {
    this.equations = equations;
    this.remarks = remarks;
    equations.forEach(e -> definitions.put(e.result(), e));
  }

  /** log softmax(x): where a probability has underflowed to 0, it is −∞ and its gradient NaN. */
  void findLogOfSoftmax() {
    for (Equation equation : equations) {
      if (equation.primitive() instanceof Log && isSoftmax(equation.operand(0))) {
        remarks.remark(Code.LogOfSoftmax, origins(equation));
      }
    }
  }

  /** Whether it is exp(x − logSumExp x), or entries of that, or that kept off 0 by a constant. */
  private boolean isSoftmax(Value value) {
    Equation equation = definitions.get(value);
    if (equation == null) {
      return false;
    }
    return switch (equation.primitive()) {
      case Exp exp -> isLogSoftmax(equation.operand(0));
      case Element element -> isSoftmax(equation.operand(0));
      case Slice slice -> isSoftmax(equation.operand(0));
      case Add add -> isSoftmaxBesideConstant(equation);
      case Maximum maximum -> isSoftmaxBesideConstant(equation);
      case Minimum minimum -> isSoftmaxBesideConstant(equation);
      default -> false;
    };
  }

  private boolean isSoftmaxBesideConstant(Equation equation) {
    return isSoftmax(equation.operand(0)) && isConstant(equation.operand(1));
  }

  private boolean isConstant(Value value) {
    return definition(value)
        .filter(
            e ->
                e.primitive() instanceof Constant
                    || (e.primitive() instanceof Spread && isConstant(e.operand(0))))
        .isPresent();
  }

  private boolean isLogSoftmax(Value value) {
    return definition(value)
        .filter(e -> e.primitive() instanceof Subtract)
        .flatMap(e -> definition(e.operand(1)).filter(s -> s.primitive() instanceof Spread))
        .flatMap(spread -> definition(spread.operand(0)))
        .filter(e -> e.primitive() instanceof LogSumExp)
        .isPresent();
  }

  /** log π / log π_old, where π / π_old = exp(log π − log π_old) was meant. */
  void findRatioOfLogProbs(Value logProb, Value oldLogProb) {
    for (Equation equation : equations) {
      if (equation.primitive() instanceof Divide
          && equation.operand(0) == logProb
          && equation.operand(1) == oldLogProb) {
        remarks.remark(Code.RatioOfLogProbs, origins(equation));
      }
    }
  }

  /**
   * A product of what depends on the log-probability and of an advantage that depends on the value:
   * its gradient trains the value to lower the loss, and not to predict the return.
   */
  void findAdvantageWithGradient(Value logProb, Value value) {
    Set<Value> ofPolicy = differentiable(List.of(logProb));
    Set<Value> ofValue = differentiable(List.of(value));
    ofValue.removeAll(ofPolicy);
    for (Equation equation : equations) {
      if (equation.primitive() instanceof Multiply || equation.primitive() instanceof Divide) {
        List<Value> factors = equation.operands();
        if (factors.stream().anyMatch(ofPolicy::contains)) {
          factors.stream()
              .filter(ofValue::contains)
              .findFirst()
              .ifPresent(
                  advantage ->
                      remarks.remark(
                          Code.AdvantageWithGradient,
                          origins(definition(advantage).orElse(equation))));
        }
      }
    }
  }

  /**
   * An index argmax x whose x should receive a gradient, and of which a one-hot vector, or an entry
   * of what has no gradient either, leads to an output: none gets through.
   */
  void requireGradientPastArgmax(Collection<Value> inputs, Collection<Value> outputs) {
    Set<Value> differentiable = differentiable(inputs);
    Set<Value> needed = needed(outputs);
    for (Equation equation : equations) {
      if (needed.contains(equation.result()) && stopsAtIndex(equation, differentiable)) {
        definition(equation.operand(1))
            .filter(e -> e.primitive() instanceof Argmax)
            .filter(e -> differentiable.contains(e.operand(0)))
            .ifPresent(
                argmax -> {
                  throw new DerivationException(Code.ArgmaxGradient, origins(argmax));
                });
      }
    }
  }

  private static boolean stopsAtIndex(Equation equation, Set<Value> differentiable) {
    return equation.primitive() instanceof Scatter
        || (equation.primitive() instanceof Element
            && !differentiable.contains(equation.operand(0)));
  }

  private Set<Value> needed(Collection<Value> outputs) {
    Set<Value> needed = new HashSet<>(outputs);
    for (Equation equation : equations.reversed()) {
      if (needed.contains(equation.result())) {
        needed.addAll(equation.operands());
      }
    }
    return needed;
  }

  /** The values that have a derivative in {@code inputs}, those included. */
  private Set<Value> differentiable(Collection<Value> inputs) {
    Map<Value, Value> seeds = new HashMap<>();
    inputs.forEach(v -> seeds.put(v, Derivative.tangentOf(v)));
    return new HashSet<>(Linearise.of(equations, seeds).tangents().keySet());
  }

  private Optional<Equation> definition(Value value) {
    return Optional.ofNullable(definitions.get(value));
  }

  private static List<Origin> origins(Equation equation) {
    return equation.provenance().origins();
  }
}
