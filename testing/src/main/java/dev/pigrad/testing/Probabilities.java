package dev.pigrad.testing;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.testing.Expectation.Estimate;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What holds of every distribution, whatever its formulas are. */
final class Probabilities {
  /** A term of the KL that is linear in the distance shows only away from q. */
  private static final double FAR = 0.5;

  private Probabilities() {}

  /** ∫ p(a|s) da = 1, or Σₐ p(a|s) = 1. */
  static void normalisation(Trial trial) {
    Setting s = Setting.of(trial.withRows(1));
    Estimate total = Proposal.of(expectation(s, s.theta())).integral(batch -> ones(batch));
    check("∫ p(a|s) da", new Estimate(1, 0), total);
  }

  private static double[] ones(Batch batch) {
    return IntStream.range(0, batch.rows()).mapToDouble(row -> 1).toArray();
  }

  /** E[∇log π(a|s)] = ∇ ∫ p(a|s) da = 0, along two directions. */
  static void expectedScore(Trial trial) {
    Setting s = Setting.of(trial.withRows(1));
    for (int which = 1; which <= 2; which++) {
      Parameters u = s.direction(which);
      Estimate score = expectation(s, s.theta()).of(batch -> along(s, u, batch));
      check("E[∇log π · u]", new Estimate(0, 0), score);
    }
  }

  private static double[] along(Setting s, Parameters u, Batch batch) {
    s.policy().record(s.theta(), batch); // a tangent of the KL is computed too
    return s.policy().jvp(s.theta(), u, batch).logProb();
  }

  /** −E[log p]. */
  static void entropy(Trial trial) {
    Setting s = Setting.of(trial.withRows(1));
    Estimate mean = expectation(s, s.theta()).of(batch -> s.policy().logProb(s.theta(), batch));
    double entropy = s.policy().entropy(s.theta(), s.batch())[0];
    check("entropy = −E[log π]", new Estimate(-mean.mean(), mean.error()), entropy(s, entropy));
  }

  private static Estimate entropy(Setting s, double entropy) {
    return new Estimate(entropy, s.rounding().allowed(Math.abs(entropy)));
  }

  /** KL(p ‖ q) = E_p[log p − log q], p far from q, however near q is to zero. */
  static void divergence(Trial trial) {
    Setting s = Setting.of(trial.withRows(1));
    LoadedPolicy policy = s.policy();
    Parameters old = policy.newParameters();
    RandomStream stream = RandomStream.of(trial.seed()).split(5);
    double spread = Math.max(FAR, trial.spread());
    old.copyFrom(RandomParameters.near(new double[old.size()], policy, spread, stream));
    policy.record(old, s.batch());
    double kl = policy.kl(s.theta(), s.batch())[0];
    Estimate mean =
        expectation(s, old)
            .of(batch -> difference(policy.logProb(old, batch), policy.logProb(s.theta(), batch)));
    check("kl = E_p[log p − log q]", mean, entropy(s, kl));
  }

  private static double[] difference(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i] - y[i]).toArray();
  }

  /** E[a] and E[a²] over samples are those over the density, for each entry of the action. */
  static void moments(Trial trial) {
    Setting s = Setting.of(trial.withRows(1));
    Expectation samples = expectation(s, s.theta());
    Proposal density = Proposal.of(samples);
    for (var leaf : s.policy().program().action()) {
      for (int entry = 0; entry < leaf.width(); entry++) {
        for (int power = 1; power <= 2; power++) {
          Function<Batch, double[]> moment = moment(leaf.name(), entry, power);
          check(
              "moment %d of %s[%d]".formatted(power, leaf.name(), entry),
              density.integral(moment),
              samples.drawn(moment));
        }
      }
    }
  }

  private static Function<Batch, double[]> moment(String action, int entry, int power) {
    return batch ->
        IntStream.range(0, batch.rows())
            .mapToDouble(row -> Math.pow(batch.column(action).get(row, entry), power))
            .toArray();
  }

  private static Expectation expectation(Setting s, Parameters theta) {
    return new Expectation(
        s.policy(), theta, s.batch(), RandomStream.of(s.trial().seed()).split(4));
  }

  private static void check(String what, Estimate expected, Estimate found) {
    Agreement.of(what).check(expected.mean(), found.mean(), expected.error() + found.error());
  }
}
