package dev.pigrad.runtime.program;

/**
 * The stages that a gradient takes, for one tile of samples: the buffers, and one straight-line
 * method per stage.
 *
 * <pre>
 *            ┌ distribution ┬ logProb  (+ action)
 *   trunk ───┤              ├ entropy
 *            └ value        └ kl       (+ the behaviour policy's distribution)
 * </pre>
 *
 * The trunk is what {@code distribution} and {@code value} share (often nothing). A stage reads the
 * buffers of the stages before it. {@code …Backward} adds to the cotangents of the stage's inputs,
 * so {@link #clearCotangents} comes first; those of parameters go to the bound {@link
 * GradientArrays}. All methods take the number of rows in use, at most {@link
 * PolicyProgram#tileRows()}.
 *
 * <p>Not safe for use by several threads at once: each thread has its own tile.
 *
 * @param <A> the array type
 */
public interface GradientTile<A> {
  /** Sets the parameters θ that the following stages read. */
  void bind(ParameterArrays<A> parameters);

  /** Sets the direction v of tangents. */
  void bindDirection(ParameterArrays<A> direction);

  /** Sets where {@code …Backward} adds parameter cotangents. */
  void bindGradient(GradientArrays<A> gradient);

  /** The buffer of one column of {@link PolicyProgram#inputs()}. */
  A input(int leaf);

  /** The buffer of one column of {@link PolicyProgram#action()}. */
  A action(int leaf);

  /** The buffer of the behaviour policy's leaf of {@link PolicyProgram#distribution()}, per row. */
  A old(int leaf);

  /** What distribution and value share. */
  void trunk(int rows);

  /** The parameters of the action distribution. */
  void distribution(int rows);

  /** V(s) and the outputs, into the step. */
  void value(int rows);

  /** log π(a|s), into the step. */
  void logProb(int rows);

  /** Entropy, into the step. */
  void entropy(int rows);

  /** KL(π_old‖π), into the step. */
  void kl(int rows);

  /** Zeroes the cotangents that {@code …Backward} adds to. */
  void clearCotangents(int rows);

  /** Adds ∂logProb/∂distribution, seeded by the step's cotangent. */
  void logProbBackward(int rows);

  /** Adds ∂entropy/∂distribution, seeded by the step's cotangent. */
  void entropyBackward(int rows);

  /** Adds ∂KL/∂distribution, seeded by the step's cotangent. */
  void klBackward(int rows);

  /** From the step's cotangents of the value and of the outputs to the trunk and the parameters. */
  void valueBackward(int rows);

  /** From the distribution's cotangents to the trunk and the parameters. */
  void distributionBackward(int rows);

  /** From the trunk's cotangents to the parameters. */
  void trunkBackward(int rows);
}
