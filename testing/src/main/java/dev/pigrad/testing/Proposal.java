package dev.pigrad.testing;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.testing.Expectation.Estimate;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Integrals over a density that know nothing of how it is sampled but where it lies: by importance
 * sampling, from Student's t with three degrees of freedom for reals, which has heavier tails than
 * the density, and with equal chances for choices; a sum where all actions can be enumerated.
 *
 * @param expectation the policy and the state
 * @param batch proposed actions
 * @param weights p(a)/q(a) of each, for a mean; or p(a), for a sum
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Proposal(Expectation expectation, Batch batch, double[] weights) {
  private static final int PROPOSALS = 4096;
  private static final int PILOTS = 512;

  static Proposal of(Expectation expectation) {
    Batch batch;
    double[] logProposal;
    if (expectation.isDiscrete()) {
      batch = expectation.everyAction();
      logProposal = new double[batch.rows()];
    } else {
      batch = expectation.states(PROPOSALS);
      logProposal = propose(expectation, batch);
    }
    double[] logProb = expectation.policy().logProb(expectation.theta(), batch);
    double[] weights =
        IntStream.range(0, logProb.length)
            .mapToDouble(i -> Math.exp(logProb[i] - logProposal[i]))
            .map(w -> Double.isNaN(w) ? 0 : w) // outside the support there is no density
            .toArray();
    return new Proposal(expectation, batch, weights);
  }

  /** ∫ p(a) f(a) da. */
  Estimate integral(Function<Batch, double[]> function) {
    double[] values = function.apply(batch);
    double[] weighted =
        IntStream.range(0, values.length)
            .mapToDouble(i -> weights[i] == 0 ? 0 : weights[i] * values[i])
            .toArray();
    if (!expectation.isDiscrete()) {
      return Expectation.mean(weighted);
    }
    double size = Arrays.stream(weighted).map(Math::abs).sum();
    double rounding = Tolerance.DOUBLE * (256 + weighted.length) * (1 + size);
    return new Estimate(Arrays.stream(weighted).sum(), rounding);
  }

  /** Sets the actions; the logarithm of the density that they were drawn from. */
  private static double[] propose(Expectation expectation, Batch batch) {
    Batch pilots = expectation.states(PILOTS);
    RandomStream stream = expectation.stream().split(1);
    expectation
        .policy()
        .act(
            expectation.theta(),
            pilots,
            IntStream.range(0, PILOTS).mapToObj(stream::split).toList());
    double[] log = new double[batch.rows()];
    for (Leaf leaf : expectation.policy().program().action()) {
      Entry[] entries =
          IntStream.range(0, leaf.width())
              .mapToObj(i -> Entry.of(leaf, pilots, i))
              .toArray(Entry[]::new);
      for (int row = 0; row < log.length; row++) {
        double[] action = new double[entries.length];
        for (int i = 0; i < action.length; i++) {
          action[i] = entries[i].draw(stream);
          log[row] += entries[i].logDensity(action[i]);
        }
        batch.column(leaf.name()).set(row, action);
      }
    }
    return log;
  }

  /**
   * What one entry of an action is proposed from.
   *
   * @param choices the number of choices; 0 for a real
   * @param location of a real
   * @param scale of a real
   */
  private record Entry(int choices, double location, double scale) {
    static Entry of(Leaf leaf, Batch pilots, int entry) {
      if (leaf.kind() != Leaf.Kind.REAL) {
        return new Entry(leaf.kind() == Leaf.Kind.INDEX ? leaf.range() : 2, 0, 0);
      }
      double[] seen =
          IntStream.range(0, pilots.rows())
              .mapToDouble(row -> pilots.column(leaf.name()).get(row, entry))
              .toArray();
      double mean = Arrays.stream(seen).average().orElseThrow();
      double variance =
          Arrays.stream(seen).map(a -> (a - mean) * (a - mean)).average().orElseThrow();
      return new Entry(0, mean, Math.sqrt(variance) + Double.MIN_NORMAL);
    }

    double draw(RandomStream stream) {
      if (choices > 0) {
        return stream.nextInt(choices);
      }
      double chiSquare = 0;
      for (int i = 0; i < 3; i++) {
        double z = stream.nextGaussian();
        chiSquare += z * z;
      }
      return location + scale * stream.nextGaussian() / Math.sqrt(chiSquare / 3);
    }

    double logDensity(double action) {
      if (choices > 0) {
        return -Math.log(choices);
      }
      double t = (action - location) / scale;
      // t₃: 2 / (π √3 (1 + t²/3)²)
      return Math.log(2 / (Math.PI * Math.sqrt(3) * scale)) - 2 * Math.log1p(t * t / 3);
    }
  }
}
