package dev.pigrad.runtime.execute;

import dev.pigrad.runtime.program.SurrogateProgram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pass does with each tile, as data: one backend calls the stages' methods in this order,
 * another composes a kernel of them.
 *
 * @param isDual whether the policy's stages, and the surrogate's, are those in dual numbers
 * @param loads columns that are copied to the tile before the first stage
 * @param stages what is done, in order
 * @param stores columns that the tile is copied to after the last stage
 * @param hasGradient whether the stages add to a gradient
 * @param surrogate the surrogate whose stages are among them
 */
public record PassPlan(
    boolean isDual,
    List<Transfer> loads,
    List<Stage> stages,
    List<Transfer> stores,
    boolean hasGradient,
    @Nullable SurrogateProgram surrogate) {

  /** The outputs or further columns that the surrogate names. */
  public List<String> extras() {
    return surrogate == null ? List.of() : surrogate.extraColumns();
  }

  /** How many numbers are summed over the rows: the loss and each reported value, or none. */
  public int sums() {
    return surrogate == null || !stages.contains(Stage.LOSS) ? 0 : 1 + surrogate.reported().size();
  }
}
