package dev.pigrad.runtime;

import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.util.List;

/**
 * A policy in an engine: everything that is computed of it over a batch.
 *
 * <p>Each call is one pass over the batch in tiles, in memory that does not grow with the batch.
 * Calls that return nothing or a gradient's result allocate nothing once they have run before.
 * Methods that write columns or a gradient say so; all others only read their arguments. What
 * several threads may do at once: see {@link Engine}.
 *
 * <p>All methods throw {@link IllegalArgumentException} for handles of another policy or engine and
 * for an index out of its range, and {@link IllegalStateException} for closed handles and for
 * columns that were never set.
 */
public final class LoadedPolicy {
  private final PolicyOperations<?> operations;

  LoadedPolicy(PolicyOperations<?> operations) {
    this.operations = operations;
  }

  /** The generated program. */
  public PolicyProgram program() {
    return operations.program();
  }

  /** Which parameter is where in the flat vector. */
  public ParameterLayout parameterLayout() {
    return operations.parameterLayout();
  }

  /**
   * The same policy with every tensor outside of {@code subset} constant, as if it were
   * {@code @Frozen}: gradients and products are exactly 0 there, a direction counts inside alone,
   * and an {@link Adam} of it leaves the others. It shares handles with this one.
   *
   * @throws IllegalArgumentException if the subset is of another layout
   */
  public LoadedPolicy training(ParameterLayout.Subset subset) {
    return new LoadedPolicy(operations.training(subset));
  }

  /** First values of the parameters; up to rounding the same on every engine. */
  public Parameters initialParameters(long seed) {
    Parameters parameters = newParameters();
    parameters.copyFrom(InitialValues.draw(program().parameters(), seed));
    return parameters;
  }

  /** Parameters that are all zero. */
  public Parameters newParameters() {
    return operations.newParameters();
  }

  /** {@link #newParameters}, by the name of its use. */
  public Parameters newGradient() {
    return newParameters();
  }

  /** An empty batch of this many rows. */
  public Batch newBatch(int rows) {
    return operations.newBatch(rows);
  }

  /**
   * Records θ as the behaviour policy of the batch: log π of its actions (if it has any), the value
   * and the distribution, as far as the policy has them.
   */
  public void record(Parameters theta, Batch batch) {
    operations.record(theta, batch);
  }

  /**
   * Draws an action for each row, and records θ as the behaviour policy in the same pass. Row i
   * takes its variates from {@code streams.get(i)}; they stay in the batch's noise columns.
   */
  public void act(Parameters theta, Batch batch, List<RandomStream> streams) {
    operations.act(theta, batch, streams);
  }

  /** {@link #act} with the variates that are in the batch's noise columns already. */
  public void replay(Parameters theta, Batch batch) {
    operations.replay(theta, batch);
  }

  /** Sets each row's action to the distribution's mode. */
  public void mode(Parameters theta, Batch batch) {
    operations.mode(theta, batch);
  }

  /**
   * The mean loss over the batch's rows and its gradient, which overwrites {@code gradient}. The
   * result belongs to that handle and is overwritten with it; {@link GradientResult#copy} keeps it.
   *
   * @throws IllegalArgumentException also if the surrogate reads a quantity that the policy lacks,
   *     or a number that is neither an output of the policy nor a column of the batch
   */
  public GradientResult gradient(
      Parameters theta, SurrogateProgram surrogate, Batch batch, Parameters gradient) {
    return operations.gradient(theta, surrogate, batch, gradient);
  }

  /** {@link #gradient} without the derivative; each call has a result of its own. */
  public GradientResult evaluate(Parameters theta, SurrogateProgram surrogate, Batch batch) {
    return operations.evaluate(theta, surrogate, batch);
  }

  /** {@code Σ_r weights[r] ∇log π(a_r|s_r)}, a sum, which overwrites {@code gradient}. */
  public void scoreGradient(Parameters theta, double[] weights, Batch batch, Parameters gradient) {
    operations.scoreGradient(theta, weights, batch, gradient);
  }

  /** {@code Σ_r w_r ∇log π(a_r|s_r)}, w a column of width 1; overwrites {@code gradient}. */
  public void scoreGradient(Parameters theta, String weights, Batch batch, Parameters gradient) {
    operations.scoreGradient(theta, operations.weights(batch, weights), batch, gradient);
  }

  /** log π(a|s) of each row. */
  public double[] logProb(Parameters theta, Batch batch) {
    return operations.quantity(theta, batch, Quantity.LOG_PROB);
  }

  /** The entropy of π(·|s) of each row. */
  public double[] entropy(Parameters theta, Batch batch) {
    return operations.quantity(theta, batch, Quantity.ENTROPY);
  }

  /** KL(π_old(·|s) ‖ π(·|s)) of each row; π_old as recorded. */
  public double[] kl(Parameters theta, Batch batch) {
    return operations.quantity(theta, batch, Quantity.KL);
  }

  /** V(s) of each row. */
  public double[] value(Parameters theta, Batch batch) {
    return operations.quantity(theta, batch, Quantity.VALUE);
  }

  /** An {@code @Output} of each row, by the name of its method. */
  public double[] output(Parameters theta, Batch batch, String name) {
    return operations.output(theta, batch, name);
  }

  /** One leaf of the action distribution ({@code mean}, {@code logits}): [row][entry]. */
  public double[][] distribution(Parameters theta, Batch batch, String leaf) {
    return operations.distribution(theta, batch, leaf);
  }

  /**
   * The Fisher information at θ, averaged over the batch's states. Where the distribution has no
   * KL, the batch's actions are needed too.
   */
  public FisherOperator fisher(Parameters theta, Batch batch) {
    return program().offers().contains(Quantity.KL)
        ? new FisherOperator(operations, theta, batch, false)
        : empiricalFisher(theta, batch);
  }

  /**
   * The empirical Fisher information at θ, {@code E[g gᵀ]} with g = ∇log π of the batch's actions:
   * an estimate of {@link #fisher} where θ drew them.
   */
  public FisherOperator empiricalFisher(Parameters theta, Batch batch) {
    Offers.require(program(), Quantity.LOG_PROB);
    return new FisherOperator(operations, theta, batch, true);
  }

  /**
   * The Jacobian-vector product: how the distribution and the quantities of each row change as θ
   * moves along v. That of log π needs the batch's actions, that of the KL its behaviour policy.
   */
  public Tangents jvp(Parameters theta, Parameters v, Batch batch) {
    return operations.jvp(theta, v, batch);
  }

  /**
   * The Hessian of the mean loss over the batch's rows at θ.
   *
   * @throws IllegalArgumentException also if the surrogate reads a quantity that the policy lacks,
   *     or a number that is neither an output of the policy nor a column of the batch
   */
  public HessianOperator hessian(Parameters theta, SurrogateProgram surrogate, Batch batch) {
    return new HessianOperator(operations, theta, surrogate, batch);
  }
}
