package dev.pigrad.rl.algorithm;

import dev.pigrad.rl.DivergenceException;
import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import dev.pigrad.rl.optimizer.BacktrackingLineSearch;
import dev.pigrad.rl.optimizer.ConjugateGradient;
import dev.pigrad.rl.surrogate.KlPenalty;
import dev.pigrad.rl.surrogate.KlPenaltyProgram;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.FisherOperator;
import dev.pigrad.runtime.GradientResult;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The step of natural gradient and of TRPO: {@code s = √(2δ / xᵀFx) x} with {@code F x = g} solved
 * by conjugate gradients, the largest step along x whose KL is δ to second order; then, if asked
 * for, {@code αʲ s} with the smallest j that keeps the measured mean KL within δ and lowers the
 * loss.
 *
 * <p>A value function has no part in F and g, so its parameters stay where they are.
 */
final class TrustRegion implements Stateful, AutoCloseable {
  private static final Logger LOG = System.getLogger(TrustRegion.class.getName());

  /** {@code −ρ Â} with the KL beside it. */
  private static final KlPenaltyProgram SURROGATE = new KlPenaltyProgram(new KlPenalty(0));

  private final String algorithm;
  private final TrustRegionConfig config;
  private final LoadedPolicy policy;
  private final ConjugateGradient solver;
  private final Parameters step;
  private final Parameters product;
  private final Parameters origin;
  private long updates;

  /**
   * Steps of {@code policy}'s parameters.
   *
   * @param algorithm what messages call it
   */
  TrustRegion(String algorithm, TrustRegionConfig config, LoadedPolicy policy) {
    this.algorithm = algorithm;
    this.config = config;
    this.policy = policy;
    this.solver = new ConjugateGradient(policy, config.conjugateGradients(), config.tolerance());
    this.step = policy.newParameters();
    this.product = policy.newParameters();
    this.origin = policy.newParameters();
  }

  /**
   * Moves θ, or leaves it where no step is safe, and says so.
   *
   * @param batch with the behaviour policy θ and advantages
   * @param gradient of {@code −ρ Â} at θ; overwritten
   * @return numbers of the step, by name
   */
  Map<String, Double> move(Parameters theta, Batch batch, double loss, Parameters gradient) {
    updates++;
    DivergenceException.requireFinite(where(), loss, gradient.norm());
    gradient.scale(-1);
    double curvature = solve(theta, batch, gradient);
    OptionalInt backtracks = OptionalInt.empty();
    if (isPositive(curvature)) {
      step.scale(Math.sqrt(2 * config.delta() / curvature));
      backtracks = advance(theta, batch);
    } else {
      warn("no step, since xᵀFx = %.3g is not above 0".formatted(curvature));
    }
    return report(backtracks);
  }

  /** Sets the step to x ≈ F⁻¹ g; xᵀ F x comes back. */
  private double solve(Parameters theta, Batch batch, Parameters g) {
    try (FisherOperator fisher = policy.fisher(theta, batch)) {
      ConjugateGradient.Operator damped =
          (v, product) -> {
            fisher.times(v, product);
            product.axpy(config.damping(), v);
          };
      ConjugateGradient.Stop stop = solver.solve(damped, g, step);
      switch (stop) {
        case CONVERGED, ITERATIONS -> {}
        case NEGATIVE_CURVATURE, NOT_FINITE ->
            warn(
                "%s: pᵀFp = %.3g after %d conjugate gradients, relative residual %.3g; going on with the solution so far"
                    .formatted(
                        stop, solver.curvature(), solver.iterations(), solver.relativeResidual()));
      }
      damped.times(step, product);
      return step.dot(product);
    }
  }

  private static boolean isPositive(double curvature) {
    return curvature > 0 && Double.isFinite(curvature);
  }

  /** The j of the step that was made; nothing if none was. */
  private OptionalInt advance(Parameters theta, Batch batch) {
    if (config.trials() == 0) {
      theta.axpy(1, step);
      return OptionalInt.of(0);
    }
    double before = policy.evaluate(theta, SURROGATE, batch).loss();
    GradientResult[] last = new GradientResult[1];
    OptionalInt j =
        new BacktrackingLineSearch(config.shrink(), config.trials())
            .search(
                theta,
                step,
                origin,
                () -> {
                  last[0] = policy.evaluate(theta, SURROGATE, batch);
                  return last[0].reported("kl") <= config.delta() && last[0].loss() < before;
                });
    if (j.isEmpty()) {
      warn(
          "line search failed after %d trials: loss %.6g, before %.6g, KL %.3g for a bound of %.3g; θ stays"
              .formatted(
                  config.trials(), last[0].loss(), before, last[0].reported("kl"), config.delta()));
    }
    return j;
  }

  private Map<String, Double> report(OptionalInt backtracks) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("conjugateGradients", (double) solver.iterations());
    numbers.put("residual", solver.relativeResidual());
    numbers.put("backtracks", (double) backtracks.orElse(config.trials()));
    numbers.put("rejected", backtracks.isPresent() ? 0.0 : 1.0);
    return numbers;
  }

  private String where() {
    return algorithm + ", update " + updates;
  }

  private void warn(String message) {
    LOG.log(Level.WARNING, where() + ": " + message);
  }

  @Override
  public void save(State state) {
    state.put("updates", (double) updates);
  }

  @Override
  public void restore(State state) {
    updates = (long) state.number("updates");
  }

  @Override
  public void close() {
    solver.close();
    step.close();
    product.close();
    origin.close();
  }
}
