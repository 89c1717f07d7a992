package dev.pigrad.rl.rollout;

import dev.pigrad.rl.DivergenceException;
import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import dev.pigrad.rl.environment.ActionSpace;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.environment.GuardedEnvironment;
import dev.pigrad.rl.environment.Transition;
import dev.pigrad.runtime.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Several environments of one kind, stepped side by side; an episode that ends is followed by the
 * next one at once.
 *
 * <p>Each environment has two random streams of its own, one for its resets and one for the actions
 * that are drawn in it, so that what happens in one depends neither on how many others there are
 * nor on the order in which they are stepped.
 */
public final class VectorEnvironment implements Stateful {
  private final ActionSpace actionSpace;
  private final List<Slot> slots = new ArrayList<>();
  private final List<HeldNoise> exploration = new ArrayList<>();
  private final List<Episode> finished = new ArrayList<>();

  /** One environment and where it is. */
  private static final class Slot {
    private final Environment environment;
    private final RandomStream resets;
    private final double[] observation;
    private final double[] last;
    private final double[] action;
    private double reward;
    private int length;

    Slot(Environment environment, RandomStream resets) {
      this.environment = environment;
      this.resets = resets;
      this.observation = new double[environment.observationSize()];
      this.last = new double[environment.observationSize()];
      this.action = new double[environment.actionSpace().size()];
    }

    void reset() {
      environment.reset(resets, observation);
      reward = 0;
      length = 0;
    }

    void save(State state) {
      state.put("resets", (double) resets.counter());
      state.put("environment", environment.state());
      state.put("observation", observation);
      state.put("reward", reward);
      state.put("length", length);
    }

    /** An environment may keep the generator of its reset: hence a reset that is then undone. */
    void restore(State state) {
      reset();
      resets.moveTo((long) state.number("resets"));
      environment.restore(state.get("environment"));
      double[] observed = state.get("observation");
      System.arraycopy(observed, 0, observation, 0, observation.length);
      reward = state.number("reward");
      length = (int) state.number("length");
    }
  }

  /**
   * Makes and resets {@code count} environments.
   *
   * @param environment makes one
   * @param count how many, at least 1
   * @param stream what their streams are split from
   */
  public VectorEnvironment(Supplier<Environment> environment, int count, RandomStream stream) {
    this(environment, count, stream, 1);
  }

  /**
   * Makes and resets {@code count} environments, in which the noise that actions are drawn with is
   * held.
   *
   * @param environment makes one
   * @param count how many, at least 1
   * @param stream what their streams are split from
   * @param noiseSteps steps that the noise of an environment is held for, at least 1: with {@link
   *     dev.pigrad.distribution.StateDependentExploration}, more than 1 is exploration by a
   *     function of the state
   */
  public VectorEnvironment(
      Supplier<Environment> environment, int count, RandomStream stream, int noiseSteps) {
    if (count < 1) {
      throw new IllegalArgumentException("there is at least 1 environment, found " + count);
    }
    for (int i = 0; i < count; i++) {
      Slot slot = new Slot(new GuardedEnvironment(environment.get(), i), stream.split(2 * i));
      slot.reset();
      slots.add(slot);
      exploration.add(new HeldNoise(stream.split(2 * i + 1), noiseSteps));
    }
    this.actionSpace = slots.getFirst().environment.actionSpace();
  }

  /** What the environments are called. */
  public String name() {
    return slots.getFirst().environment.name();
  }

  /** Number of environments. */
  public int count() {
    return slots.size();
  }

  /** Entries of an observation. */
  public int observationSize() {
    return slots.getFirst().observation.length;
  }

  /** The actions that they take. */
  public ActionSpace actionSpace() {
    return actionSpace;
  }

  /**
   * The streams that actions are drawn from, one per environment. A step of an environment takes
   * its stream back to where it was as long as its noise is held.
   */
  public List<RandomStream> exploration() {
    return exploration.stream().map(HeldNoise::stream).toList();
  }

  /** What environment {@code i} observes now; not to be changed. */
  public double[] observation(int i) {
    return slots.get(i).observation;
  }

  /** What it observed after its last step, before a reset if that ended the episode. */
  public double[] lastObservation(int i) {
    return slots.get(i).last;
  }

  /** How many steps environment {@code i} has made in its present episode. */
  public int length(int i) {
    return slots.get(i).length;
  }

  /**
   * Makes a step in environment {@code i}; if that ends the episode, starts the next.
   *
   * @param action its entries are moved into the bounds of a {@link ActionSpace.Box}
   */
  public Transition step(int i, double[] action) {
    Slot slot = slots.get(i);
    Transition made = slot.environment.step(clipped(slot, action), slot.observation);
    slot.reward += made.rawReward();
    slot.length++;
    exploration.get(i).afterStep();
    System.arraycopy(slot.observation, 0, slot.last, 0, slot.last.length);
    if (made.outcome().endsEpisode()) {
      finished.add(new Episode(slot.reward, slot.length, made.outcome()));
      slot.reset();
    }
    return made;
  }

  private double[] clipped(Slot slot, double[] action) {
    for (double entry : action) {
      if (!Double.isFinite(entry)) {
        throw new DivergenceException(
            "the policy's action in "
                + name()
                + " is "
                + Arrays.toString(action)
                + "; its parameters are no longer finite numbers");
      }
    }
    System.arraycopy(action, 0, slot.action, 0, slot.action.length);
    if (actionSpace instanceof ActionSpace.Box box) {
      box.clip(slot.action);
    }
    return slot.action;
  }

  /** Where each environment is; episodes that were not taken yet are no part of it. */
  @Override
  public void save(State state) {
    for (int i = 0; i < slots.size(); i++) {
      State slot = state.part("" + i);
      slots.get(i).save(slot);
      exploration.get(i).save(slot.part("exploration"));
    }
  }

  @Override
  public void restore(State state) {
    for (int i = 0; i < slots.size(); i++) {
      State slot = state.part("" + i);
      slots.get(i).restore(slot);
      exploration.get(i).restore(slot.part("exploration"));
    }
    finished.clear();
  }

  /** The episodes that ended since the last call, in the order in which they did. */
  public List<Episode> takeFinished() {
    List<Episode> taken = List.copyOf(finished);
    finished.clear();
    return taken;
  }
}
