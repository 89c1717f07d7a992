package dev.pigrad.processor.ad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.processor.ad.PrimitiveTable.Operand;
import dev.pigrad.processor.ad.PrimitiveTable.Row;
import dev.pigrad.processor.ad.PrimitiveTable.Slope;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Evaluator;
import dev.pigrad.processor.ir.Fixtures;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Primitive;
import dev.pigrad.processor.ir.op.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Each primitive's derivative against differences of it, and reverse mode against forward mode. */
final class PrimitiveTableTest {
  private static final int TRIES = 3000;
  private static final double ROUNDING = 1e-12;

  @Example
  void tableHasOneRowPerPrimitive() {
    List<String> listed = PrimitiveTable.rows().stream().map(r -> r.type().getName()).toList();
    assertEquals(
        leaves(Primitive.class).map(Class::getName).sorted().collect(Collectors.joining("\n")),
        listed.stream().sorted().collect(Collectors.joining("\n")));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(PrimitiveTableTest::leaves)
        : Stream.of(type);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void slopeAgreesWithDifferences(
      @ForAll("smooth") Row row,
      @ForAll @IntRange(min = 1, max = 7) int a,
      @ForAll @IntRange(min = 1, max = 7) int b,
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll long seed) {
    Random random = new Random(seed);
    draw(row, a, b, rows, random).checkForward(random, row.tolerance());
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void reverseIsTheTransposeOfForward(
      @ForAll("smooth") Row row,
      @ForAll @IntRange(min = 1, max = 7) int a,
      @ForAll @IntRange(min = 1, max = 7) int b,
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll long seed) {
    Random random = new Random(seed);
    draw(row, a, b, rows, random).checkAdjoint(random, ROUNDING);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void secondDerivativeAgreesWithDifferencesOfTheGradient(
      @ForAll("smooth") Row row,
      @ForAll @IntRange(min = 1, max = 7) int a,
      @ForAll @IntRange(min = 1, max = 7) int b,
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll long seed) {
    Random random = new Random(seed);
    DerivativeCase gradient = draw(row, a, b, rows, random).gradient(random);
    gradient.checkForward(random, 10 * row.tolerance());
    gradient.checkAdjoint(random, ROUNDING);
  }

  @Property(tries = TRIES / 5, edgeCases = EdgeCasesMode.NONE)
  void flatPrimitivesHaveNoTangent(
      @ForAll("flat") Row row,
      @ForAll @IntRange(min = 1, max = 7) int a,
      @ForAll @IntRange(min = 1, max = 7) int b,
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll long seed) {
    Random random = new Random(seed);
    DerivativeCase flat = draw(row, a, b, rows, random);
    Map<Value, Value> seeds = new HashMap<>();
    flat.inputs().forEach(v -> seeds.put(v, Derivative.tangentOf(v)));
    Linearise.Linear linear = Linearise.of(flat.equations(), seeds);
    assertEquals(seeds, linear.tangents());
    assertTrue(linear.equations().isEmpty());
    if (row.slope() == Slope.ZERO) {
      flat.checkForward(random, ROUNDING);
    }
  }

  @Provide
  Arbitrary<Row> smooth() {
    return Arbitraries.of(
        PrimitiveTable.rows().stream().filter(r -> r.slope() == Slope.TRUE).toList());
  }

  @Provide
  Arbitrary<Row> flat() {
    return Arbitraries.of(
        PrimitiveTable.rows().stream().filter(r -> r.slope() != Slope.TRUE).toList());
  }

  /** The primitive on random operands, each shared or per sample. */
  private static DerivativeCase draw(Row row, int a, int b, int rows, Random random) {
    PrimitiveTable.Dims dims =
        new PrimitiveTable.Dims(
            Fixtures.dim("A", a), Fixtures.dim("B", b), Fixtures.dim("Joint", a + b));
    Primitive primitive = row.primitive().apply(dims);
    List<Dim> any = anyShape(dims, primitive, random);
    Map<Value, double[][]> point = new HashMap<>();
    List<Value> operands = new ArrayList<>();
    for (int i = 0; i < row.operands().size(); i++) {
      Value operand = operand(row.operands().get(i), i, dims, any, random);
      operands.add(operand);
      point.put(operand, entries(row, operand, i, rows, random));
    }
    Builder builder = Fixtures.builder();
    Value result = builder.named("result", primitive, operands);
    boolean perSample = result.type().isMatrix() && result.type().batched();
    Value output = perSample ? builder.apply(new BatchSum(), result) : result;
    return new DerivativeCase(
        rows,
        point,
        operands.stream().filter(v -> v.type().kind() == Type.Kind.REAL).toList(),
        builder.equations(),
        List.of(output));
  }

  private static List<Dim> anyShape(PrimitiveTable.Dims dims, Primitive primitive, Random random) {
    // a spread matrix would have three dims
    return switch (random.nextInt(primitive instanceof Spread ? 2 : 3)) {
      case 0 -> List.of();
      case 1 -> List.of(dims.a());
      default -> List.of(dims.b(), dims.a());
    };
  }

  private static Value operand(
      Operand operand, int i, PrimitiveTable.Dims dims, List<Dim> any, Random random) {
    List<Dim> shape = operand.shape(dims, any);
    boolean batched = random.nextBoolean() && shape.size() < 2;
    return new Value("x" + i, new Type(operand.kind(), shape, batched));
  }

  private static double[][] entries(Row row, Value operand, int i, int rows, Random random) {
    double[][] entries =
        new double[operand.type().batched() ? rows : 1][Evaluator.size(operand.type())];
    for (double[] sample : entries) {
      Arrays.setAll(sample, j -> entry(row, operand, i, j, random));
    }
    return entries;
  }

  private static double entry(Row row, Value operand, int i, int j, Random random) {
    return switch (operand.type().kind()) {
      case REAL -> row.domain().sample(random, i, j);
      case INDEX -> random.nextInt(operand.type().dim().size());
      case MASK -> random.nextInt(2);
    };
  }
}
