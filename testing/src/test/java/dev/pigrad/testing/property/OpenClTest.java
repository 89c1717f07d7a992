package dev.pigrad.testing.property;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.Tangents;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.testing.Agreement;
import dev.pigrad.testing.OpenCl;
import dev.pigrad.testing.Tolerance;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenCL computes what the reference does: every product of every policy, and any shape. */
final class OpenClTest {
  private static final Map<Quantity, BiFunction<Setting, Batch, double[]>> QUANTITIES =
      Map.of(
          Quantity.LOG_PROB, (s, b) -> s.policy().logProb(s.theta(), b),
          Quantity.ENTROPY, (s, b) -> s.policy().entropy(s.theta(), b),
          Quantity.KL, (s, b) -> s.policy().kl(s.theta(), b),
          Quantity.VALUE, (s, b) -> s.policy().value(s.theta(), b));

  /** Two tiles, the second of 6 rows; odd sizes. */
  private static Trial trial(Model model) {
    return new Trial(model, new Model.Sizes(3, 9, 5), 70, 11);
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void quantitiesAreTheReferences(Model model) {
    Setting expected = trial(model).on(Engines.REFERENCE);
    Setting found = expected.on(OpenCl.engine(), trial(model));
    QUANTITIES.forEach(
        (quantity, values) -> {
          if (expected.policy().program().offers().contains(quantity)) {
            close(
                quantity,
                values.apply(expected, expected.batch()),
                values.apply(found, found.batch()));
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void gradientsAreTheReferences(Model model) {
    Setting expected = trial(model).on(Engines.REFERENCE);
    Setting found = expected.on(OpenCl.engine(), trial(model));
    List.of(Loss.EVERY_QUANTITY, Loss.NEGATIVE_LOG_LIKELIHOOD, Loss.PPO).stream()
        .filter(loss -> loss.fits(expected.policy().program()))
        .forEach(loss -> checkGradient(expected, found, loss));
  }

  private static void checkGradient(Setting expected, Setting found, Loss loss) {
    expected
        .agreement(loss)
        .check(
            expected.gradient(loss),
            found.gradient(loss),
            tolerance().allowed(expected.terms(loss)));
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void productsAreTheReferences(Model model) {
    Setting expected = trial(model).on(Engines.REFERENCE);
    Setting found = expected.on(OpenCl.engine(), trial(model));
    expected.agreement("F v").check(fisher(expected), fisher(found), tolerance());
    expected.agreement("g gᵀv").check(empirical(expected), empirical(found), tolerance());
    expected.agreement("H v").check(hessian(expected), hessian(found), tolerance());
    Tangents tangents =
        expected.policy().jvp(expected.theta(), expected.oldTheta(), expected.batch());
    Tangents others = found.policy().jvp(found.theta(), found.oldTheta(), found.batch());
    close("J v", tangents.logProb(), others.logProb());
  }

  private static double[] fisher(Setting s) {
    Parameters product = s.policy().newGradient();
    try (var fisher = s.policy().fisher(s.theta(), s.batch())) {
      fisher.times(s.oldTheta(), product);
    }
    return product.toDoubleArray();
  }

  private static double[] empirical(Setting s) {
    Parameters product = s.policy().newGradient();
    try (var fisher = s.policy().empiricalFisher(s.theta(), s.batch())) {
      fisher.times(s.oldTheta(), product);
    }
    return product.toDoubleArray();
  }

  private static double[] hessian(Setting s) {
    Parameters product = s.policy().newGradient();
    var loss = Loss.NEGATIVE_LOG_LIKELIHOOD.program();
    try (var hessian = s.policy().hessian(s.theta(), loss, s.batch())) {
      hessian.times(s.oldTheta(), product);
    }
    return product.toDoubleArray();
  }

  /** Acting fills the columns that recording does, from the same noise. */
  @ParameterizedTest
  @EnumSource(Model.class)
  void actionsAreTheReferences(Model model) {
    if (!Model.WITH_SAMPLE.contains(model)) {
      return;
    }
    Setting expected = trial(model).on(Engines.REFERENCE);
    Setting found = expected.on(OpenCl.engine(), trial(model));
    expected.policy().replay(expected.theta(), expected.batch());
    found.policy().replay(found.theta(), found.batch());
    for (String name : expected.batch().columns()) {
      if (expected.batch().column(name).isSet()) {
        close(
            name,
            expected.batch().column(name).toDoubleArray(),
            found.batch().column(name).toDoubleArray());
      }
    }
    if (Model.WITH_KL.contains(model)) {
      found.policy().mode(found.theta(), found.batch());
    }
  }

  @Property(tries = 100)
  void gradientsOfAnyShapeAreTheReferences(@ForAll(supplier = Trial.Wide.class) Trial trial) {
    Setting expected = trial.on(Engines.REFERENCE);
    Setting found = expected.on(OpenCl.engine(), trial);
    checkGradient(
        expected, found, expected.losses().reduce((first, second) -> second).orElseThrow());
  }

  private static void close(Object what, double[] expected, double[] found) {
    Agreement.ofRows(what.toString()).check(expected, found, tolerance());
  }

  private static Tolerance tolerance() {
    return new Tolerance(OpenCl.TOLERANCE, OpenCl.TOLERANCE);
  }
}
