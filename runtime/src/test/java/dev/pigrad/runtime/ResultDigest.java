package dev.pigrad.runtime;

/**
 * Prints the bits of everything that the simd engine computes for {@link OddPolicy}, as one number;
 * a program of its own, so that it also runs in a fresh JVM.
 */
final class ResultDigest {
  /** Three chunks, the last of them with an odd tile. */
  private static final int ROWS = 2 * 256 + 75;

  private ResultDigest() {}

  /** Arguments: threads, and how often everything is computed in this JVM. */
  public static void main(String[] arguments) {
    int threads = Integer.parseInt(arguments[0]);
    int repetitions = Integer.parseInt(arguments[1]);
    long first = of(threads);
    for (int i = 1; i < repetitions; i++) {
      long again = of(threads);
      if (again != first) {
        throw new AssertionError("repetition " + i + ": " + again + ", not " + first);
      }
    }
    System.out.println("digest " + first);
  }

  static long of(int threads) {
    try (Engine engine = Engine.simd(threads)) {
      OddRollout rollout = new OddRollout(engine, ROWS);
      Digest digest = new Digest();
      digest.add(rollout.batch.column("action").toDoubleArray());
      digest.add(rollout.batch.column(Batch.OLD_LOG_PROB).toDoubleArray());
      digest.add(rollout.batch.column(Batch.OLD_VALUE).toDoubleArray());
      digest.add(rollout.policy.logProb(rollout.theta, rollout.batch));
      digest.add(rollout.policy.kl(rollout.theta, rollout.batch));
      GradientResult result = rollout.differentiate();
      digest.add(result.loss(), result.reported("valueLoss"));
      digest.add(rollout.gradient.toDoubleArray());
      Parameters product = rollout.policy.newParameters();
      try (FisherOperator fisher = rollout.policy.fisher(rollout.theta, rollout.batch)) {
        fisher.times(rollout.gradient, product);
      }
      digest.add(product.toDoubleArray());
      try (Adam adam = new Adam(rollout.policy, Adam.Config.of(0.01))) {
        adam.step(rollout.theta, rollout.gradient);
      }
      digest.add(rollout.theta.toDoubleArray());
      return digest.sum;
    }
  }

  private static final class Digest {
    private long sum;

    void add(double... values) {
      for (double value : values) {
        if (Double.isNaN(value)) {
          throw new AssertionError("NaN");
        }
        sum = sum * 31 + Double.doubleToLongBits(value);
      }
    }
  }
}
