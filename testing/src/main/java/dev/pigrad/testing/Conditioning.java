package dev.pigrad.testing;

import dev.pigrad.runtime.Column;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.program.Leaf;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How ill-conditioned a result is: how far it moves when each real number that it is computed from
 * moves by a small part of itself, divided by that part. A computation that is stable backwards
 * errs as if its operands had been rounded, so that its error is relative to this, which may exceed
 * the result by far: a triangular solve multiplies rounding at each of its steps, and the gradient
 * of a divergence is the difference of two distributions.
 */
final class Conditioning {
  /** The part: small enough to be linear, large beside the rounding of the reference. */
  private static final double PART = 0x1p-16;

  /** How often it is tried; each time, another half of the numbers moves. */
  private static final int TRIES = 2;

  private Conditioning() {}

  /** The largest move of an entry; one that is not finite has none. */
  static double of(Setting s, Function<Setting, double[]> result) {
    return of(s, result, result.apply(s));
  }

  /** The same, of a result that is known. */
  static double of(Setting s, Function<Setting, double[]> result, double[] unmoved) {
    return IntStream.range(0, TRIES)
        .mapToObj(i -> result.apply(moved(s, RandomStream.of(s.trial().seed()).split(i))))
        .mapToDouble(moved -> largest(unmoved, moved) / PART)
        .max()
        .orElseThrow();
  }

  private static double largest(double[] unmoved, double[] moved) {
    return IntStream.range(0, unmoved.length)
        .mapToDouble(i -> Math.abs(moved[i] - unmoved[i]))
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  private static Setting moved(Setting s, RandomStream stream) {
    Setting moved = s.copy();
    Stream.of(moved.theta(), moved.oldTheta()).forEach(theta -> move(theta, stream));
    Set<String> whole = whole(s);
    moved.batch().columns().stream()
        .filter(Predicate.not(whole::contains))
        .map(moved.batch()::column)
        .filter(Column::isSet)
        .forEach(column -> column.copyFrom(move(column.toDoubleArray(), stream)));
    return moved;
  }

  private static void move(Parameters theta, RandomStream stream) {
    theta.copyFrom(move(theta.toDoubleArray(), stream));
  }

  /** Towards zero, where all stays in its range: a masked logit of −10⁹ must not fall. */
  private static double[] move(double[] numbers, RandomStream stream) {
    return Arrays.stream(numbers).map(x -> x * (1 - PART * stream.nextInt(2))).toArray();
  }

  /** The columns of whole numbers, and of noise, which is what it is. */
  private static Set<String> whole(Setting s) {
    var program = s.policy().program();
    Stream<String> given =
        Stream.of(program.inputs(), program.action(), program.noise())
            .flatMap(leaves -> leaves.stream().filter(Conditioning::isFixed))
            .map(Leaf::name);
    Stream<String> recorded =
        program.distribution().stream()
            .filter(Conditioning::isFixed)
            .map(leaf -> "old." + leaf.name());
    return Stream.concat(given, recorded).collect(Collectors.toSet());
  }

  private static boolean isFixed(Leaf leaf) {
    return leaf.kind() != Leaf.Kind.REAL;
  }
}
