package dev.pigrad.lang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.lang.Row.Four;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * Values against textbook formulas and tangents against differences, over the table of {@link
 * Rows}.
 */
class DerivativesTest {
  private static final double STEP = 1e-5;

  private static final double STEEPEST = 1e-2 / STEP;

  /** Tested elsewhere: they give or take tangents rather than carry them on. */
  private static final Set<String> EXEMPT =
      Set.of(
          "Vector.withTangents(double[])",
          "Matrix.withTangents(double[])",
          "Ops.stopGradient(Scalar)",
          "Ops.stopGradient(Vector)",
          "Ops.stopGradient(Matrix)");

  /** A row at a point of its domain, whose tangent is a direction of entries −1, 0 and 1. */
  record Case(Row row, Vector<Four> x) {
    static Case of(Row row, double[] x, double[] direction) {
      return new Case(row, Vector.of(Four.class, x).withTangents(direction));
    }

    Vector<?> result() {
      return row.at(x);
    }

    double[] values(double step) {
      double[] at = x.toArray();
      double[] v = x.tangents();
      return row.at(
              Vector.of(IntStream.range(0, 4).mapToDouble(i -> at[i] + step * v[i]).toArray()))
          .toArray();
    }

    double[] slope(double from, double to) {
      double[] before = values(from);
      double[] after = values(to);
      return IntStream.range(0, after.length)
          .mapToDouble(i -> (after[i] - before[i]) / (to - from))
          .toArray();
    }

    /**
     * Whether the slopes to the left and to the right agree. At a kink they differ by 1 at least,
     * and as numbers have three decimals, a kink is at the point itself or beyond the step. A jump
     * makes them as steep as the step is small.
     */
    boolean isSmooth() {
      double[] left = slope(-STEP, 0);
      double[] right = slope(0, STEP);
      return IntStream.range(0, left.length)
          .allMatch(
              i ->
                  Math.abs(left[i] - right[i]) < 0.1
                      && Math.max(Math.abs(left[i]), Math.abs(right[i])) < STEEPEST);
    }

    @Override
    public String toString() {
      return row + " at " + x;
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.of(Rows.ALL)
        .flatMap(
            row ->
                Combinators.combine(numbers(row.low(), row.high()), directions())
                    .as((x, v) -> Case.of(row, x, v)));
  }

  @Provide
  Arbitrary<Case> extremes() {
    List<Row> onAllReals =
        Rows.ALL.stream()
            .filter(row -> row.low() < -1 && !row.method().startsWith("Ops.exp"))
            .toList();
    return Combinators.combine(Arbitraries.of(onAllReals), numbers(-1e4, 1e4), directions())
        .as(Case::of);
  }

  private static double[] doubled(double[] x) {
    return DoubleStream.of(x).map(y -> 2 * y).toArray();
  }

  private static Arbitrary<double[]> numbers(double low, double high) {
    return Arbitraries.doubles().between(low, high).ofScale(3).array(double[].class).ofSize(4);
  }

  private static Arbitrary<double[]> directions() {
    return Arbitraries.of(-1.0, 0.0, 1.0).array(double[].class).ofSize(4);
  }

  @Property(tries = 5000)
  void valueIsTheTextbookFormula(@ForAll("cases") Case c) {
    assertClose(c.row.naive().apply(c.x.toArray()), c.result().toArray(), 1e-12);
  }

  @Property(tries = 5000)
  void tangentIsTheCentralDifferenceWhereThereIsNoKink(@ForAll("cases") Case c) {
    Assume.that(c.isSmooth());
    assertClose(c.slope(-STEP, STEP), c.result().tangents(), 1e-6);
  }

  @Property
  void tangentIsLinearInTheDirection(@ForAll("cases") Case c) {
    Vector<Four> faster = c.x.withTangents(doubled(c.x.tangents()));
    assertClose(doubled(c.result().tangents()), c.row.at(faster).tangents(), 1e-12);
  }

  @Property
  void valueDoesNotDependOnTheTangent(@ForAll("cases") Case c) {
    assertArrayEquals(c.values(0), c.result().toArray());
  }

  @Property(tries = 5000)
  void staysFiniteUpToTenThousand(@ForAll("extremes") Case c) {
    Vector<?> y = c.result();
    assertTrue(DoubleStream.of(y.toArray()).allMatch(Double::isFinite), y::toString);
    assertTrue(DoubleStream.of(y.tangents()).allMatch(Double::isFinite), y::toString);
  }

  @Test
  void everyDifferentiableMethodHasOneRow() {
    Set<String> methods =
        Stream.of(Scalar.class, Vector.class, Matrix.class, Ops.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(DerivativesTest::carriesTangents)
            .map(DerivativesTest::signature)
            .filter(signature -> !EXEMPT.contains(signature))
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> rows = Rows.ALL.stream().map(Row::method).sorted().toList();
    assertEquals(List.copyOf(methods), rows);
  }

  private static boolean carriesTangents(Method method) {
    boolean gives =
        Set.of(Scalar.class, Vector.class, Matrix.class).contains(method.getReturnType());
    boolean takes =
        !Modifier.isStatic(method.getModifiers())
            || Stream.of(method.getParameterTypes())
                .anyMatch(Set.of(Scalar.class, Vector.class, Matrix.class)::contains);
    return Modifier.isPublic(method.getModifiers()) && gives && takes;
  }

  private static String signature(Method method) {
    return Stream.of(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(
            Collectors.joining(
                ",",
                method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(",
                ")"));
  }

  private static void assertClose(double[] expected, double[] found, double tolerance) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], tolerance * (1 + Math.abs(expected[i])), "entry " + i);
    }
  }
}
