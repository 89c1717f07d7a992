package dev.pigrad.processor.pass;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Constant;
import dev.pigrad.processor.ir.op.Contraction;
import dev.pigrad.processor.ir.op.Divide;
import dev.pigrad.processor.ir.op.Exp;
import dev.pigrad.processor.ir.op.Expm1;
import dev.pigrad.processor.ir.op.Flatten;
import dev.pigrad.processor.ir.op.Multiply;
import dev.pigrad.processor.ir.op.Negate;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.ir.op.Select;
import dev.pigrad.processor.ir.op.Spread;
import dev.pigrad.processor.ir.op.Subtract;
import dev.pigrad.processor.ir.op.Sum;
import dev.pigrad.processor.ir.op.TransposedProduct;
import dev.pigrad.processor.ir.op.TriangularSolve;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * Algebra that differentiation leaves behind: x + 0, x · 1, x − x, sums of zeros, arithmetic on
 * constants. With it the parts of a derivative that vanish (the gradient of KL(p‖q) at q = p)
 * vanish at compile time.
 *
 * <p>{@code 0 · x = 0} is used for every finite x; an infinite or undefined factor of a term that
 * is identically zero is not kept alive.
 */
public final class Simplify {
  private final Map<Value, Value> replaced = new HashMap<>();
  private final Map<Value, Equation> definitions = new HashMap<>();
  private final List<Equation> kept = new ArrayList<>();

  private Simplify() {}

  /** Simplifies {@code equations}; {@code available} ones, computed before, may be looked into. */
  public static Rewrite of(List<Equation> available, List<Equation> equations) {
    Simplify simplify = new Simplify();
    simplify.define(available);
    for (Equation equation : equations) {
      simplify.visit(equation);
    }
    return new Rewrite(simplify.kept, simplify.replaced);
  }

  /** Which values {@code equations} make zero in every entry. */
  public static Predicate<Value> zeros(List<Equation> available, List<Equation> equations) {
    Simplify simplify = new Simplify();
    simplify.define(available);
    simplify.define(equations);
    return value -> simplify.isConstant(value, 0);
  }

  private void define(List<Equation> equations) {
    for (Equation equation : equations) {
      definitions.put(equation.result(), equation);
    }
  }

  private void visit(Equation original) {
    Equation equation = retyped(Rewrite.substitute(original, replaced));
    Builder b = new Builder(equation.provenance());
    Optional<Value> simpler = simpler(equation, b);
    for (Equation added : b.equations()) {
      keep(added);
    }
    if (simpler.isPresent()) {
      replaced.put(original.result(), simpler.get());
    } else {
      keep(equation);
    }
  }

  /** The equation with a shared result where operands that were batched have become shared. */
  private Equation retyped(Equation equation) {
    Value result = equation.result();
    Type type = equation.primitive().infer(equation.operands().stream().map(Value::type).toList());
    if (type.equals(result.type())) {
      return equation;
    }
    Value shared = new Value(result.name(), type);
    replaced.put(result, shared);
    return new Equation(shared, equation.primitive(), equation.operands(), equation.provenance());
  }

  private void keep(Equation equation) {
    definitions.put(equation.result(), equation);
    kept.add(equation);
  }

  private Optional<Value> simpler(Equation e, Builder b) {
    OptionalDouble folded = fold(e);
    if (folded.isPresent()) {
      return constant(folded.getAsDouble(), e, b);
    }
    return switch (e.primitive()) {
      case Add add -> sum(e, b);
      case Subtract subtract -> difference(e, b);
      case Multiply multiply -> product(e, b);
      case Divide divide -> quotient(e, b);
      case Negate negate -> negated(e.operand(0)); // −(−x) = x
      case Select select ->
          isSame(e.operand(1), e.operand(2)) ? Optional.of(e.operand(1)) : Optional.empty();
      case Sum sum -> zeroIf(isConstant(e.operand(0), 0), e, b);
      case BatchSum batchSum -> batchSum(e, b);
      case Product product -> zeroIf(isConstant(e.operand(1), 0), e, b);
      case TransposedProduct product -> zeroIf(isConstant(e.operand(1), 0), e, b);
      case TriangularSolve solve -> zeroIf(isConstant(e.operand(1), 0), e, b);
      case Contraction product ->
          zeroIf(e.operands().stream().anyMatch(v -> isConstant(v, 0)), e, b);
      case Flatten flatten -> zeroIf(isConstant(e.operand(0), 0), e, b);
      default -> Optional.empty();
    };
  }

  /** The number that arithmetic on constants gives. */
  private OptionalDouble fold(Equation e) {
    double[] x = new double[e.operands().size()];
    for (int i = 0; i < x.length; i++) {
      OptionalDouble constant = constantOf(e.operand(i));
      if (constant.isEmpty()) {
        return constant;
      }
      x[i] = constant.getAsDouble();
    }
    return switch (e.primitive()) {
      case Add add -> OptionalDouble.of(x[0] + x[1]);
      case Subtract subtract -> OptionalDouble.of(x[0] - x[1]);
      case Multiply multiply -> OptionalDouble.of(x[0] * x[1]);
      case Divide divide -> OptionalDouble.of(x[0] / x[1]);
      case Negate negate -> OptionalDouble.of(0 - x[0]);
      case Exp exp -> OptionalDouble.of(StrictMath.exp(x[0]));
      case Expm1 expm1 -> OptionalDouble.of(StrictMath.expm1(x[0]));
      default -> OptionalDouble.empty();
    };
  }

  /** x + 0 = x, x + (−y) = x − y. */
  private Optional<Value> sum(Equation e, Builder b) {
    for (int i = 0; i < 2; i++) {
      Value first = e.operand(i);
      Value second = e.operand(1 - i);
      if (isConstant(second, 0)) {
        return Optional.of(first);
      }
      Optional<Value> difference =
          negated(second).map(y -> b.named(e.result().name(), new Subtract(), List.of(first, y)));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  /** x − x = 0, x − 0 = x, 0 − x = −x, x − (−y) = x + y. */
  private Optional<Value> difference(Equation e, Builder b) {
    if (isSame(e.operand(0), e.operand(1))) {
      return constant(0, e, b);
    }
    if (isConstant(e.operand(1), 0)) {
      return Optional.of(e.operand(0));
    }
    if (isConstant(e.operand(0), 0)) {
      return Optional.of(b.named(e.result().name(), new Negate(), List.of(e.operand(1))));
    }
    return negated(e.operand(1))
        .map(y -> b.named(e.result().name(), new Add(), List.of(e.operand(0), y)));
  }

  /** 0 · x = 0, 1 · x = x, −1 · x = −x. */
  private Optional<Value> product(Equation e, Builder b) {
    for (int i = 0; i < 2; i++) {
      Value factor = e.operand(i);
      Value other = e.operand(1 - i);
      if (isConstant(factor, 0)) {
        return constant(0, e, b);
      }
      if (isConstant(factor, 1)) {
        return Optional.of(other);
      }
      if (isConstant(factor, -1)) {
        return Optional.of(b.named(e.result().name(), new Negate(), List.of(other)));
      }
    }
    return Optional.empty();
  }

  /** 0 / x = 0, x / 1 = x. */
  private Optional<Value> quotient(Equation e, Builder b) {
    if (isConstant(e.operand(0), 0)) {
      return constant(0, e, b);
    }
    return isConstant(e.operand(1), 1) ? Optional.of(e.operand(0)) : Optional.empty();
  }

  /** Σᵣ 0 = 0, and Σᵣ (Xᵣ + Yᵣ) = Σᵣ Xᵣ + Σᵣ Yᵣ for matrices: no matrix per sample is kept. */
  private Optional<Value> batchSum(Equation e, Builder b) {
    Equation definition = definitions.get(e.operand(0));
    if (definition != null
        && definition.primitive() instanceof Add
        && definition.result().type().isMatrix()
        && definition.result().type().batched()) {
      Value first = b.batchSum(definition.operand(0));
      Value second = b.batchSum(definition.operand(1));
      return Optional.of(b.named(e.result().name(), new Add(), List.of(first, second)));
    }
    return zeroIf(isConstant(e.operand(0), 0), e, b);
  }

  private static Optional<Value> zeroIf(boolean condition, Equation e, Builder b) {
    return condition ? constant(0, e, b) : Optional.empty();
  }

  private static Optional<Value> constant(double constant, Equation e, Builder b) {
    return Optional.of(b.constant(constant, e.result().type()));
  }

  private boolean isConstant(Value value, double constant) {
    OptionalDouble found = constantOf(value);
    return found.isPresent() && found.getAsDouble() == constant;
  }

  private boolean isSame(Value x, Value y) {
    OptionalDouble constant = constantOf(x);
    return x == y || (constant.isPresent() && isConstant(y, constant.getAsDouble()));
  }

  /** The number that every entry of {@code value} is. */
  private OptionalDouble constantOf(Value value) {
    Equation definition = definitions.get(value);
    if (definition == null) {
      return OptionalDouble.empty();
    }
    return switch (definition.primitive()) {
      case Constant constant -> OptionalDouble.of(constant.value());
      case Spread spread -> constantOf(definition.operand(0));
      default -> OptionalDouble.empty();
    };
  }

  private Optional<Value> negated(Value value) {
    Equation definition = definitions.get(value);
    return definition != null && definition.primitive() instanceof Negate
        ? Optional.of(definition.operand(0))
        : Optional.empty();
  }
}
