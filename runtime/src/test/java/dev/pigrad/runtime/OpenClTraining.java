package dev.pigrad.runtime;

/** The steps that a training repeats on the same batch. */
public final class OpenClTraining implements AutoCloseable {
  private static final int ROWS = 150;

  private final OddRollout rollout;
  private final Batch minibatch;
  private final Adam adam;
  private final FisherOperator fisher;
  private final Parameters direction;
  private final Parameters product;

  public OpenClTraining(Engine engine) {
    rollout = new OddRollout(engine, ROWS);
    minibatch = rollout.batch.select(new int[] {149, 3, 71, 8}, 0, 4);
    adam = new Adam(rollout.policy, Adam.Config.of(1e-3));
    fisher = rollout.policy.fisher(rollout.theta, rollout.batch);
    direction = rollout.policy.initialParameters(4);
    product = rollout.policy.newGradient();
  }

  /** The gradient of some rows, and a step of Adam. */
  public void minibatch() {
    var _ = rollout.policy.gradient(rollout.theta, rollout.loss, minibatch, rollout.gradient);
    adam.step(rollout.theta, rollout.gradient);
  }

  /** F v, a product of two vectors, and a step along the direction. */
  public void conjugateGradient() {
    fisher.times(direction, product);
    direction.axpy(-1e-3 * direction.dot(product), product);
  }

  /** Bytes of θ on the device. */
  public long parameterBytes() {
    return (long) rollout.theta.size() * Float.BYTES;
  }

  @Override
  public void close() {
    fisher.close();
  }
}
