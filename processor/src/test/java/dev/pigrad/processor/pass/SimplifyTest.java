package dev.pigrad.processor.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Fixtures;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.Verifier;
import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.Negate;
import dev.pigrad.processor.ir.op.Outer;
import dev.pigrad.processor.ir.op.Primitive;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.ir.op.Select;
import dev.pigrad.processor.ir.op.TransposedProduct;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Each rule of the algebra. */
final class SimplifyTest {
  private static final Dim A = Fixtures.dim("A", 2);
  private static final Dim B = Fixtures.dim("B", 3);

  private final Value x = Fixtures.each("x", A);
  private final Value w = Fixtures.shared("w", A);
  private final Value matrix = Fixtures.shared("matrix", B, A);

  @Test
  void neutralElementsVanish() {
    assertSame(x, simplified((b, v) -> b.add(v, zero(b))));
    assertSame(x, simplified((b, v) -> b.add(zero(b), v)));
    assertSame(x, simplified((b, v) -> b.subtract(v, zero(b))));
    assertSame(x, simplified((b, v) -> b.multiply(b.constant(1, v.type()), v)));
    assertSame(x, simplified((b, v) -> b.multiply(v, b.constant(1, v.type()))));
    assertSame(x, simplified((b, v) -> b.divide(v, b.constant(1, v.type()))));
    assertSame(x, simplified((b, v) -> b.negate(b.negate(v))));
    assertSame(x, simplified((b, v) -> b.multiply(v, b.exp(zero(b)))));
  }

  @Test
  void zerosSpread() {
    assertZero((b, v) -> b.subtract(v, v));
    assertZero((b, v) -> b.multiply(v, zero(b)));
    assertZero((b, v) -> b.multiply(zero(b), v));
    assertZero((b, v) -> b.divide(zero(b), v));
    assertZero((b, v) -> b.negate(zero(b)));
    assertZero((b, v) -> b.sum(b.multiply(v, zero(b))));
    assertZero((b, v) -> b.batchSum(b.subtract(v, v)));
    assertZero((b, v) -> b.apply(new Product(), matrix, b.subtract(v, v)));
    assertZero((b, v) -> b.apply(new TransposedProduct(), matrix, b.spread(b.sum(zero(b)), B)));
  }

  @Test
  void signsMoveOutwards() {
    assertPrimitive(new Negate(), (b, v) -> b.subtract(zero(b), v));
    assertPrimitive(new Negate(), (b, v) -> b.multiply(b.constant(-1, v.type()), v));
    assertPrimitive(new Add(), (b, v) -> b.subtract(v, b.negate(w)));
  }

  @Test
  void selectOfEqualBranchesVanishes() {
    Value mask = new Value("mask", new Type(Type.Kind.MASK, List.of(A), true));
    assertSame(x, simplified((b, v) -> b.apply(new Select(), mask, v, v)));
    assertZero((b, v) -> b.apply(new Select(), mask, zero(b), zero(b)));
  }

  @Test
  void differencesStay() {
    Builder b = Fixtures.builder();
    Value difference = b.subtract(x, w);
    assertSame(difference, Simplify.of(List.of(), b.equations()).of(difference));
    assertFalse(Simplify.zeros(List.of(), b.equations()).test(difference));
  }

  @Test
  void whatNoLongerDiffersBetweenSamplesIsShared() {
    Builder b = Fixtures.builder();
    Value sum = b.add(b.subtract(x, x), b.exp(w));
    Value twice = b.add(sum, sum);
    Rewrite simple = Simplify.of(List.of(), b.equations());
    assertFalse(simple.of(twice).type().batched());
    Verifier.check(List.of(x, w), simple.equations());
  }

  @Test
  void sumOfMatricesPerSampleIsTakenApart() {
    Builder b = Fixtures.builder();
    Value y = Fixtures.each("y", B);
    Value first = b.apply(new Outer(), y, x);
    Value second = b.apply(new Outer(), y, w);
    Value result = b.batchSum(b.add(first, second));
    Rewrite simple = Simplify.of(List.of(), b.equations());
    Set<Value> live = new HashSet<>(Set.of(simple.of(result)));
    List<Equation> pruned = Prune.of(simple.equations(), live);
    assertEquals(5, pruned.size());
    assertTrue(
        pruned.stream()
            .filter(e -> e.primitive() instanceof Add)
            .noneMatch(e -> e.result().type().batched()));
  }

  @Test
  void looksIntoWhatIsComputedBefore() {
    Builder before = Fixtures.builder();
    Value zero = before.constant(0, x.type());
    Builder b = Fixtures.builder();
    Value sum = b.add(x, zero);
    assertSame(x, Simplify.of(before.equations(), b.equations()).of(sum));
  }

  private Value zero(Builder b) {
    return b.constant(0, x.type());
  }

  private Value simplified(BiFunction<Builder, Value, Value> expression) {
    return simplified(expression, new ArrayList<>());
  }

  private Value simplified(BiFunction<Builder, Value, Value> expression, List<Equation> equations) {
    Builder b = Fixtures.builder();
    Value value = expression.apply(b, x);
    Rewrite simple = Simplify.of(List.of(), b.equations());
    equations.addAll(simple.equations());
    return simple.of(value);
  }

  private void assertZero(BiFunction<Builder, Value, Value> expression) {
    List<Equation> equations = new ArrayList<>();
    Value value = simplified(expression, equations);
    assertTrue(Simplify.zeros(List.of(), equations).test(value), value::toString);
  }

  private void assertPrimitive(Primitive expected, BiFunction<Builder, Value, Value> expression) {
    List<Equation> equations = new ArrayList<>();
    Value value = simplified(expression, equations);
    assertEquals(
        List.of(expected),
        equations.stream().filter(e -> e.result() == value).map(Equation::primitive).toList());
  }
}
