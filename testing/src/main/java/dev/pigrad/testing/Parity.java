package dev.pigrad.testing;

import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.Tangents;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A backend computes what the reference does, up to its precision. */
final class Parity {
  private final Backend backend;
  private final Setting expected;
  private final Setting found;
  private final Tolerance rounding;

  private Parity(Setting expected, Backend backend) {
    this.backend = backend;
    this.expected = expected;
    this.found = expected.on(backend.shared());
    this.rounding = Tolerance.rounding(backend.unitRoundoff(), expected.operations());
  }

  /** All that there is to compute. */
  static void ofAll(Trial trial, Backend backend) {
    new Parity(Setting.of(trial), backend).checks().forEach(Runnable::run);
  }

  /** One of it, another for another seed: a device compiles a program for each. */
  static void ofOne(Trial trial, Backend backend) {
    List<Runnable> checks = new Parity(Setting.of(trial), backend).checks();
    checks.get(Math.floorMod(trial.seed(), checks.size())).run();
  }

  /** Of a gradient. */
  static void of(Setting expected, Loss loss, Backend backend) {
    new Parity(expected, backend).gradient(loss);
  }

  private List<Runnable> checks() {
    List<Runnable> checks = new ArrayList<>();
    var program = expected.policy().program();
    program.offers().forEach(quantity -> checks.add(() -> quantity(quantity)));
    program.outputs().forEach(name -> checks.add(() -> output(name)));
    expected.losses().forEach(loss -> checks.add(() -> gradient(loss)));
    checks.add(this::fisher);
    checks.add(this::empiricalFisher);
    checks.add(() -> hessian(expected.losses().getFirst()));
    checks.add(this::tangents);
    if (!program.noise().isEmpty()) {
      checks.add(this::actions);
    }
    return checks;
  }

  private void quantity(Quantity quantity) {
    rows(quantity.toString(), s -> quantity(s, quantity));
  }

  private static double[] quantity(Setting s, Quantity quantity) {
    return switch (quantity) {
      case LOG_PROB -> s.policy().logProb(s.theta(), s.batch());
      case ENTROPY -> s.policy().entropy(s.theta(), s.batch());
      case KL -> s.policy().kl(s.theta(), s.batch());
      case VALUE -> s.policy().value(s.theta(), s.batch());
      default -> throw new IllegalStateException(quantity + " is no quantity of a policy");
    };
  }

  private void output(String name) {
    rows(name, s -> s.policy().output(s.theta(), s.batch(), name));
  }

  private void rows(String what, Function<Setting, double[]> numbers) {
    check(Agreement.ofRows(what + " on " + backend), numbers, 0);
  }

  private void gradient(Loss loss) {
    parameters(loss.toString(), s -> s.gradient(loss), expected.summands(loss));
  }

  private void fisher() {
    parameters("F v", s -> Fishers.product(s, s.oldTheta()), 0);
  }

  private void empiricalFisher() {
    double summands = Arrays.stream(scores()).map(norm -> norm * norm).average().orElseThrow();
    parameters(
        "E[g gᵀ] v",
        s -> Fishers.empiricalProduct(s, s.oldTheta()),
        summands * expected.oldTheta().norm());
  }

  /** ‖∇log π‖ of each row. */
  private double[] scores() {
    return IntStream.range(0, expected.batch().rows())
        .mapToDouble(
            row -> {
              Parameters score = expected.policy().newGradient();
              expected
                  .policy()
                  .scoreGradient(expected.theta(), new double[] {1}, expected.row(row), score);
              return score.norm();
            })
        .toArray();
  }

  private void hessian(Loss loss) {
    parameters(
        "H v of " + loss,
        s -> Derivatives.hessian(s, loss, s.oldTheta()),
        expected.summands(loss) * expected.oldTheta().norm());
  }

  /**
   * @param summands the size of what is summed, where that is not the result's
   */
  private void parameters(String what, Function<Setting, Parameters> product, double summands) {
    check(
        expected.agreement(what + " on " + backend),
        s -> product.apply(s).toDoubleArray(),
        summands);
  }

  private void check(Agreement agreement, Function<Setting, double[]> numbers, double summands) {
    double[] right = numbers.apply(expected);
    double scale =
        Math.max(summands, Agreement.largest(right)) + Conditioning.of(expected, numbers, right);
    agreement.check(right, numbers.apply(found), rounding.allowed(scale));
  }

  private void tangents() {
    rows("J v", s -> tangents(s).logProb());
  }

  private static Tangents tangents(Setting s) {
    return s.policy().jvp(s.theta(), s.oldTheta(), s.batch());
  }

  /** From the same noise. */
  private void actions() {
    for (Leaf leaf : expected.policy().program().action()) {
      rows(leaf.name(), s -> action(s, leaf));
    }
  }

  private static double[] action(Setting s, Leaf leaf) {
    s.policy().replay(s.theta(), s.batch());
    return s.batch().column(leaf.name()).toDoubleArray();
  }
}
