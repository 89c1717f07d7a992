package dev.pigrad.rl.environment;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Observations and rewards of a scale that networks learn well from, by running statistics that all
 * environments of a training share: part of the policy, and saved with it.
 *
 * <p>An observation becomes {@code clip((s − mean) / deviation, ±10)} per entry. A reward becomes
 * {@code clip(r / deviation of the discounted return so far, ±10)}: never shifted, as that would
 * change what is optimal. As in Stable-Baselines3's {@code VecNormalize}.
 */
public final class Normalization implements Stateful {
  private static final double BOUND = 10;

  /**
   * What is normalised.
   *
   * @param observations whether observations are
   * @param rewards whether rewards are
   * @param gamma discount of the return whose deviation scales rewards, in [0, 1]
   */
  public record Config(boolean observations, boolean rewards, double gamma) {
    /** Checks the discount. */
    public Config {
      if (!(gamma >= 0 && gamma <= 1)) {
        throw new IllegalArgumentException("gamma must be a number in [0, 1], found " + gamma);
      }
    }

    /** Nothing is normalised. */
    public static Config none() {
      return new Config(false, false, 1);
    }
  }

  private final Config config;
  private final RunningMoments observed;
  private final RunningMoments returns = new RunningMoments(1);

  /** Statistics of nothing yet. */
  public Normalization(Config config, int observationSize) {
    this.config = config;
    this.observed = new RunningMoments(observationSize);
  }

  /** An environment to learn in: whatever happens there enters the statistics. */
  public Environment learning(Environment environment) {
    return new Normalized(new Watched(environment));
  }

  /** An environment to be judged in: statistics stay as they are, and rewards too. */
  public Environment frozen(Environment environment) {
    return new Normalized(environment);
  }

  private void normalize(double[] observation) {
    if (config.observations) {
      for (int j = 0; j < observation.length; j++) {
        observation[j] = clip((observation[j] - observed.mean(j)) / observed.deviation(j));
      }
    }
  }

  private static double clip(double number) {
    return Double.isFinite(number) ? Math.clamp(number, -BOUND, BOUND) : number;
  }

  @Override
  public void save(State state) {
    state.put("moments", moments());
  }

  @Override
  public void restore(State state) {
    setMoments(state.get("moments"), 0);
  }

  private double[] moments() {
    double[] moments = new double[observed.stateSize() + returns.stateSize()];
    observed.write(moments, 0);
    returns.write(moments, observed.stateSize());
    return moments;
  }

  private void setMoments(double[] source, int offset) {
    int size = observed.stateSize() + returns.stateSize();
    if (source.length != offset + size) {
      throw new IllegalArgumentException(
          "the statistics have " + size + " numbers, found " + (source.length - offset));
    }
    observed.read(source, offset);
    returns.read(source, offset + observed.stateSize());
  }

  /** Its observations are normalised. */
  private final class Normalized implements EnvironmentWrapper {
    private final Environment environment;

    Normalized(Environment environment) {
      this.environment = environment;
    }

    @Override
    public Environment environment() {
      return environment;
    }

    @Override
    public void reset(RandomGenerator random, double[] observation) {
      environment.reset(random, observation);
      normalize(observation);
    }

    @Override
    public Transition step(double[] action, double[] observation) {
      Transition made = environment.step(action, observation);
      normalize(observation);
      return made;
    }

    @Override
    public void observe(double[] observation) {
      environment.observe(observation);
      normalize(observation);
    }
  }

  /**
   * What happens in it enters the statistics, and its rewards are scaled. Its state ends with the
   * statistics: those of the training, the same in all environments.
   */
  private final class Watched implements EnvironmentWrapper {
    private final Environment environment;
    private double discountedReturn;

    Watched(Environment environment) {
      this.environment = environment;
    }

    @Override
    public Environment environment() {
      return environment;
    }

    @Override
    public void reset(RandomGenerator random, double[] observation) {
      environment.reset(random, observation);
      discountedReturn = 0;
      observed.add(observation);
    }

    @Override
    public Transition step(double[] action, double[] observation) {
      Transition made = environment.step(action, observation);
      observed.add(observation);
      discountedReturn = config.gamma * discountedReturn + made.reward();
      returns.add(discountedReturn);
      return config.rewards ? made.withReward(clip(made.reward() / returns.deviation(0))) : made;
    }

    @Override
    public double[] state() {
      double[] inner = environment.state();
      double[] moments = moments();
      double[] state = new double[inner.length + 1 + moments.length];
      System.arraycopy(inner, 0, state, 0, inner.length);
      state[inner.length] = discountedReturn;
      System.arraycopy(moments, 0, state, inner.length + 1, moments.length);
      return state;
    }

    @Override
    public void restore(double[] state) {
      int inner = state.length - observed.stateSize() - returns.stateSize() - 1;
      environment.restore(Arrays.copyOf(state, inner));
      discountedReturn = state[inner];
      setMoments(state, inner + 1);
    }
  }
}
