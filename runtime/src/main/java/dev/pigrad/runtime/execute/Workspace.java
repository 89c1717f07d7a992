package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.program.GradientTile;
import dev.pigrad.runtime.program.PolicyDual;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.PolicyTile;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.StepTile;
import dev.pigrad.runtime.program.SurrogateDual;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.runtime.program.SurrogateTile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tiles that one thread works on at a time: a policy's, and those of the surrogates that it
 * meets in the same step.
 *
 * @param <A> the array type
 */
final class Workspace<A> {
  private final TilePrecision<A> precision;
  private final StepTile<A> step;
  private final PolicyTile<A> policy;
  private final List<A> activations = new ArrayList<>();
  private final Recent<SurrogateProgram, SurrogateTile<A>> surrogates = new Recent<>();
  private final Function<SurrogateProgram, SurrogateTile<A>> newSurrogate;
  private final Recent<SurrogateProgram, SurrogateDual<A>> surrogateDuals = new Recent<>();
  private final Function<SurrogateProgram, SurrogateDual<A>> newSurrogateDual;
  private final Supplier<PolicyDual<A>> newDual;
  private @Nullable PolicyDual<A> dual;
  private @Nullable PackedArrays<A> bound;
  private long boundVersion;

  /**
   * Tiles of {@code program}.
   *
   * @param extras further numbers that the surrogate names
   */
  Workspace(TileBackend<A> backend, PolicyProgram program, List<String> extras) {
    int tileRows = program.tileRows();
    this.precision = backend.precision();
    this.step = new StepTile<>(backend.kernels(), tileRows, program.outputs(), extras);
    this.policy = backend.precision().policyTile(program, backend.kernels(), step);
    policy.activations(activations::add);
    this.newSurrogate =
        surrogate ->
            backend.precision().surrogateTile(surrogate, backend.kernels(), step, tileRows);
    this.newSurrogateDual =
        surrogate ->
            backend.precision().surrogateDual(surrogate, backend.kernels(), step, tileRows);
    this.newDual = () -> backend.precision().policyDual(program, backend.kernels(), step);
  }

  /** The policy's tile in dual numbers, made with its first use. */
  private PolicyDual<A> dual() {
    PolicyDual<A> made = dual;
    if (made == null) {
      made = newDual.get();
      dual = made;
    }
    return made;
  }

  /** The policy's tile whose stages a pass runs. */
  GradientTile<A> tile(boolean isDual) {
    return isDual ? dual() : policy;
  }

  /** The buffer of a slot. */
  A buffer(Slot slot, boolean isDual) {
    return switch (slot.kind()) {
      case INPUT -> tile(isDual).input(slot.index());
      case ACTION -> tile(isDual).action(slot.index());
      case NOISE -> policy.noise(slot.index());
      case OLD -> tile(isDual).old(slot.index());
      case LEAF_TANGENT -> dual().tangent(slot.index());
      case VALUE -> step.value(slot.quantity());
      case COTANGENT -> step.cotangent(slot.quantity());
      case TANGENT -> step.tangent(slot.quantity());
      case OUTPUT -> step.output(slot.index()).value();
      case OUTPUT_TANGENT -> step.output(slot.index()).tangent();
      case EXTRA -> step.extra(slot.index()).value();
    };
  }

  /** The arrays of what trunk and distribution leave of each row, always in one order. */
  List<A> activations() {
    return activations;
  }

  /** Runs a stage on the rows of a tile. */
  void run(Stage stage, PassPlan plan, int rows) {
    GradientTile<A> tile = tile(plan.isDual());
    switch (stage) {
      case TRUNK -> tile.trunk(rows);
      case DISTRIBUTION -> tile.distribution(rows);
      case VALUE -> tile.value(rows);
      case LOG_PROB -> tile.logProb(rows);
      case ENTROPY -> tile.entropy(rows);
      case KL -> tile.kl(rows);
      case RECORD_OLD -> policy.recordOld(rows);
      case SAMPLE -> policy.sample(rows);
      case MODE -> policy.mode(rows);
      case TRUNK_TANGENT -> policy.trunkTangent(rows);
      case DISTRIBUTION_TANGENT -> policy.distributionTangent(rows);
      case LOG_PROB_TANGENT -> policy.logProbTangent(rows);
      case SCORE_ALONG_TANGENT ->
          precision.scaledCopy(
              1, step.tangent(Quantity.LOG_PROB), 0, step.cotangent(Quantity.LOG_PROB), 0, rows);
      case LOSS -> surrogate(plan).loss(rows);
      case LOSS_BACKWARD -> lossBackward(plan, rows);
      case CLEAR_COTANGENTS -> tile.clearCotangents(rows);
      case METRIC -> policy.metric(rows);
      case LOG_PROB_BACKWARD -> tile.logProbBackward(rows);
      case ENTROPY_BACKWARD -> tile.entropyBackward(rows);
      case KL_BACKWARD -> tile.klBackward(rows);
      case VALUE_BACKWARD -> tile.valueBackward(rows);
      case DISTRIBUTION_BACKWARD -> tile.distributionBackward(rows);
      case TRUNK_BACKWARD -> tile.trunkBackward(rows);
    }
  }

  private void lossBackward(PassPlan plan, int rows) {
    if (plan.isDual()) {
      surrogateDuals
          .get(Objects.requireNonNull(plan.surrogate()), newSurrogateDual)
          .lossBackward(rows);
    } else {
      surrogate(plan).lossBackward(rows);
    }
  }

  /** The tile of the plan's surrogate; it has no further columns or those of this workspace. */
  private SurrogateTile<A> surrogate(PassPlan plan) {
    return surrogates.get(Objects.requireNonNull(plan.surrogate()), newSurrogate);
  }

  /** Adds up the loss and the reported values, {@code count} in all, of a tile's rows. */
  void addSums(PassPlan plan, int count, int rows, double[] sums) {
    SurrogateTile<A> tile = surrogate(plan);
    sums[0] += precision.sum(tile.loss(), rows);
    for (int i = 1; i < count; i++) {
      sums[i] += precision.sum(tile.reported(i - 1), rows);
    }
  }

  /** Binds θ, unless the tile has it already: a tile keeps copies that many calls can share. */
  void bind(PackedArrays<A> theta) {
    if (bound != theta || boundVersion != theta.version()) {
      policy.bind(theta);
      bound = theta;
      boundVersion = theta.version();
    }
  }
}
