package dev.pigrad.testing;

import dev.pigrad.lang.Dims;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;
import java.util.Map;
import java.util.Set;

/** All that is derived from a policy, each against the body, at one random point. */
public final class EveryProduct {
  private static final int ROWS = 3;

  private final Trial trial;
  private final Set<Quantity> offers;

  private EveryProduct(Trial trial) {
    this.trial = trial;
    this.offers = program(trial).offers();
  }

  /**
   * Fails unless each is what the body says.
   *
   * @param constants values of the constant components by path
   * @param isSmooth whether nothing is held constant that moves: then a second derivative is a
   *     slope of the first, and else it is symmetric at least
   */
  public static void check(
      Class<? extends Record> policy, Map<String, ?> constants, boolean isSmooth, long seed) {
    Trial trial = new Trial(policy, Dims.none(), constants, ROWS, 0.5, seed);
    EveryProduct products = new EveryProduct(trial);
    products.values();
    products.firstDerivatives();
    products.secondDerivatives(isSmooth);
  }

  /** Fails unless values and gradient of a surrogate are what its body says. */
  public static void checkSurrogate(
      Class<? extends Record> surrogate, Map<String, ?> constants, long seed) {
    Trial trial = new Trial(surrogate, Dims.none(), constants, ROWS, 0.5, seed);
    Surrogates.values(trial);
    Surrogates.gradient(trial);
  }

  private static PolicyProgram program(Trial trial) {
    return new Subject(trial.subject()).policyProgram(trial.constants(), trial.dims());
  }

  private void values() {
    Values.logProb(trial);
    Values.distribution(trial);
    Values.sample(trial);
    if (offers.contains(Quantity.ENTROPY)) {
      Values.entropy(trial);
    }
    if (offers.contains(Quantity.KL)) {
      Values.kl(trial);
    }
    if (offers.contains(Quantity.VALUE)) {
      Values.value(trial);
    }
  }

  private void firstDerivatives() {
    Derivatives.gradients(trial);
    Derivatives.scoreGradient(trial);
    Derivatives.tangents(trial);
    Derivatives.adjoint(trial);
  }

  private void secondDerivatives(boolean isSmooth) {
    Fishers.empirical(trial);
    Fishers.symmetry(trial);
    hessiansAreSymmetric();
    if (isSmooth) {
      Derivatives.hessians(trial);
      if (offers.contains(Quantity.KL)) {
        Fishers.hessianOfTheDivergence(trial);
      }
    }
  }

  private void hessiansAreSymmetric() {
    Setting s = Setting.of(trial);
    Parameters u = s.direction(1);
    Parameters v = s.direction(2);
    for (Loss loss : s.losses()) {
      Parameters hu = product(s, loss, u);
      Parameters hv = product(s, loss, v);
      double size = u.norm() * hv.norm() + v.norm() * hu.norm();
      double allowed = Agreement.largest(s.magnification(loss)) * s.rounding().allowed(size);
      Agreement.of("uᵀ H v = vᵀ H u of " + loss).check(u.dot(hv), v.dot(hu), allowed);
    }
  }

  private static Parameters product(Setting s, Loss loss, Parameters v) {
    Parameters product = s.policy().newGradient();
    try (var hessian = s.policy().hessian(s.theta(), loss.program(), s.batch())) {
      hessian.times(v, product);
    }
    return product;
  }
}
