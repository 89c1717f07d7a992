package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.DoublePrecision;
import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.execute.SinglePrecision;
import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.program.KernelSource;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.StepTile;
import dev.pigrad.runtime.program.SurrogateDual;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.runtime.program.SurrogateTile;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A surrogate that reads everything: {@code −w Â (log π − log π_old) + β KL − 0.01 H + ½ (V − R)² +
 * penalty}. It reports {@code error = (V − V_old)} and {@code advantage}.
 */
record MixedSurrogate(double beta, String penalty) implements SurrogateProgram {
  MixedSurrogate(double beta) {
    this(beta, "1");
  }

  /** The loss of one row, for tests. */
  double loss(
      double weight,
      double advantage,
      double logRatio,
      double kl,
      double entropy,
      double error,
      double penalty) {
    return -weight * advantage * logRatio
        + beta * kl
        - 0.01 * entropy
        + 0.5 * error * error
        + penalty;
  }

  @Override
  public String name() {
    return "example.MixedSurrogate";
  }

  @Override
  public Set<Quantity> reads() {
    return EnumSet.allOf(Quantity.class);
  }

  @Override
  public Set<Quantity> differentiates() {
    return EnumSet.of(Quantity.LOG_PROB, Quantity.KL, Quantity.ENTROPY, Quantity.VALUE);
  }

  @Override
  public List<String> extraColumns() {
    return List.of("penalty");
  }

  @Override
  public List<String> reported() {
    return List.of("error", "advantage");
  }

  @Override
  public Map<String, String> composedFrom() {
    return Map.of("example.Penalty", "1");
  }

  @Override
  public Map<String, String> present() {
    return Map.of("example.Penalty", penalty);
  }

  @Override
  public SurrogateTile<float[]> floatTile(
      Kernels<float[]> kernels, StepTile<float[]> step, int tileRows) {
    return new Tile<>(this, kernels, new SinglePrecision(), step, tileRows);
  }

  @Override
  public SurrogateTile<double[]> doubleTile(
      Kernels<double[]> kernels, StepTile<double[]> step, int tileRows) {
    return new Tile<>(this, kernels, new DoublePrecision(), step, tileRows);
  }

  @Override
  public SurrogateDual<float[]> floatDual(
      Kernels<float[]> kernels, StepTile<float[]> step, int tileRows) {
    throw notWritten();
  }

  @Override
  public SurrogateDual<double[]> doubleDual(
      Kernels<double[]> kernels, StepTile<double[]> step, int tileRows) {
    throw notWritten();
  }

  @Override
  public KernelSource openCl() {
    throw notWritten();
  }

  @Override
  public KernelSource openClDual() {
    throw notWritten();
  }

  private static UnsupportedOperationException notWritten() {
    return new UnsupportedOperationException("written by hand in real numbers of Java");
  }

  private static final class Tile<A> implements SurrogateTile<A> {
    private final MixedSurrogate surrogate;
    private final Precision<A> reals;
    private final StepTile<A> step;
    private final A loss;
    private final A error;

    Tile(
        MixedSurrogate surrogate,
        Kernels<A> kernels,
        Precision<A> reals,
        StepTile<A> step,
        int tileRows) {
      this.surrogate = surrogate;
      this.reals = reals;
      this.step = step;
      this.loss = kernels.allocate(tileRows);
      this.error = kernels.allocate(tileRows);
    }

    private double at(Quantity quantity, int row) {
      return reals.get(step.value(quantity), row);
    }

    @Override
    public void loss(int rows) {
      for (int r = 0; r < rows; r++) {
        double value =
            surrogate.loss(
                at(Quantity.WEIGHT, r),
                at(Quantity.ADVANTAGE, r),
                at(Quantity.LOG_PROB, r) - at(Quantity.OLD_LOG_PROB, r),
                at(Quantity.KL, r),
                at(Quantity.ENTROPY, r),
                at(Quantity.VALUE, r) - at(Quantity.RETURN_TARGET, r),
                reals.get(step.extra(0).value(), r));
        reals.set(loss, r, value);
        reals.set(error, r, at(Quantity.VALUE, r) - at(Quantity.OLD_VALUE, r));
      }
    }

    @Override
    public void lossBackward(int rows) {
      for (int r = 0; r < rows; r++) {
        double score = -at(Quantity.WEIGHT, r) * at(Quantity.ADVANTAGE, r);
        double error = at(Quantity.VALUE, r) - at(Quantity.RETURN_TARGET, r);
        reals.set(step.cotangent(Quantity.LOG_PROB), r, score);
        reals.set(step.cotangent(Quantity.KL), r, surrogate.beta());
        reals.set(step.cotangent(Quantity.ENTROPY), r, -0.01);
        reals.set(step.cotangent(Quantity.VALUE), r, error);
      }
    }

    @Override
    public A loss() {
      return loss;
    }

    @Override
    public A reported(int i) {
      return i == 0 ? error : step.value(Quantity.ADVANTAGE);
    }
  }
}
