package dev.pigrad.processor.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.processor.ad.Derivative;
import dev.pigrad.processor.ad.Transpose;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Evaluator;
import dev.pigrad.processor.ir.Fixtures;
import dev.pigrad.processor.ir.Program;
import dev.pigrad.processor.ir.RandomProgram;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.Verifier;
import dev.pigrad.processor.ir.op.LogSumExp;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Passes keep the values of random programs and of their gradients, and keep them well-formed. */
final class PassesKeepValuesTest {
  private static final int TRIES = 1000;
  private static final double ROUNDING = 1e-11;

  /**
   * Equations to pass over.
   *
   * @param available what is computed before them
   */
  record Input(
      int rows,
      Map<Value, double[][]> point,
      List<Equation> available,
      List<Equation> equations,
      List<Value> outputs) {
    @Override
    public String toString() {
      return new Program(List.copyOf(point.keySet()), all(equations), outputs).toText();
    }

    List<Equation> all(List<Equation> rewritten) {
      return Stream.concat(available.stream(), rewritten.stream()).toList();
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void simplifyKeepsValues(@ForAll("inputs") Input input) {
    Rewrite simple = Simplify.of(input.available(), input.equations());
    assertKept(input, simple.equations(), simple.map());
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void shareKeepsValues(@ForAll("inputs") Input input) {
    Rewrite shared = Share.of(input.available(), input.equations());
    assertKept(input, shared.equations(), shared.map());
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void shareLeavesNoEqualEquations(@ForAll("inputs") Input input) {
    Set<List<Object>> seen = new HashSet<>();
    List<Equation> alone = Share.of(List.of(), input.all(input.equations())).equations();
    alone.forEach(e -> assertTrue(seen.add(List.of(e.primitive(), e.operands())), e::toString));
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void alternationOfSimplifyAndShareKeepsValues(@ForAll("inputs") Input input) {
    List<Equation> equations = input.equations();
    UnaryOperator<Value> map = v -> v;
    boolean changes = true;
    for (int round = 0; changes; round++) {
      assertTrue(round < 20, "no fixed point");
      Rewrite simple = Simplify.of(input.available(), equations);
      Rewrite shared = Share.of(input.available(), simple.equations());
      equations = shared.equations();
      UnaryOperator<Value> before = map;
      map = v -> shared.of(simple.of(before.apply(v)));
      changes = !simple.replaced().isEmpty() || !shared.replaced().isEmpty();
    }
    assertKept(input, equations, map);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void expandKeepsValues(@ForAll("inputs") Input input) {
    List<Equation> expanded = Expand.of(input.equations());
    assertTrue(expanded.stream().noneMatch(e -> e.primitive() instanceof LogSumExp));
    assertKept(input, expanded, v -> v);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void pruneKeepsValuesAndNothingElse(@ForAll("inputs") Input input) {
    Set<Value> live = new HashSet<>(input.outputs());
    List<Equation> pruned = Prune.of(input.equations(), live);
    assertKept(input, pruned, v -> v);
    Set<Value> read = new HashSet<>(input.outputs());
    pruned.forEach(e -> read.addAll(e.operands()));
    assertEquals(read, live);
    pruned.forEach(e -> assertTrue(read.contains(e.result()), e::toString));
  }

  @Provide
  Arbitrary<Input> inputs() {
    return Combinators.combine(RandomProgram.any(), Arbitraries.of(true, false))
        .as((random, isGradient) -> isGradient ? gradient(random) : primal(random));
  }

  private static Input primal(RandomProgram random) {
    Program program = random.program();
    return new Input(
        random.rows(), random.point(), List.of(), program.equations(), program.outputs());
  }

  /** The gradient of the sum of all outputs' entries, on top of the program. */
  private static Input gradient(RandomProgram random) {
    Program program = random.program();
    Map<Value, double[][]> point = new LinkedHashMap<>(random.point());
    Map<Value, Value> cotangents = new LinkedHashMap<>();
    for (Value output : program.outputs()) {
      Value cotangent = new Value("d" + output.name(), output.type());
      cotangents.put(output, cotangent);
      double[][] ones =
          new double[output.type().batched() ? random.rows() : 1][Evaluator.size(output.type())];
      for (double[] row : ones) {
        Arrays.fill(row, 1);
      }
      point.put(cotangent, ones);
    }
    Transpose.Transposed reverse =
        Derivative.reverse(program.equations(), random.differentiable(), cotangents);
    List<Value> outputs =
        reverse.contributions().values().stream().flatMap(List::stream).distinct().toList();
    return new Input(random.rows(), point, program.equations(), reverse.equations(), outputs);
  }

  private static void assertKept(Input input, List<Equation> rewritten, UnaryOperator<Value> map) {
    Set<Value> inputs = input.point().keySet();
    Verifier.check(
        new Program(
            List.copyOf(inputs), input.all(rewritten), input.outputs().stream().map(map).toList()));
    Map<Value, double[][]> before =
        Evaluator.run(input.rows(), input.point(), input.all(input.equations()));
    Map<Value, double[][]> after = Evaluator.run(input.rows(), input.point(), input.all(rewritten));
    double scale = largest(before);
    for (Value output : input.outputs()) {
      Value now = map.apply(output);
      assertFalse(now.type().batched() && !output.type().batched(), now::toString);
      Fixtures.assertClose(
          before.get(output), after.get(now), ROUNDING * scale, () -> output + " is " + now);
    }
  }

  private static double largest(Map<Value, double[][]> values) {
    return values.values().stream()
        .flatMap(Arrays::stream)
        .flatMapToDouble(Arrays::stream)
        .map(Math::abs)
        .reduce(1, Math::max);
  }
}
