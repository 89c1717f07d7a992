package example;

import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.program.KernelSource;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.StepTile;
import dev.pigrad.runtime.program.SurrogateDual;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.runtime.program.SurrogateTile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Generated;

/** The compiled form of {@link ClippedSurrogate}: its loss and ∂loss/∂quantity per sample. */
@Generated("dev.pigrad.processor.PigradProcessor")
public final class ClippedSurrogateProgram implements SurrogateProgram {
  private final double epsilon;

  /** The program with the constants of {@code surrogate}. */
  public ClippedSurrogateProgram(ClippedSurrogate surrogate) {
    this.epsilon = surrogate.epsilon();
  }

  @Override
  public String name() {
    return "example.ClippedSurrogate";
  }

  @Override
  public Set<Quantity> reads() {
    return Set.of(Quantity.LOG_PROB, Quantity.OLD_LOG_PROB, Quantity.ADVANTAGE);
  }

  @Override
  public Set<Quantity> differentiates() {
    return Set.of(Quantity.LOG_PROB);
  }

  @Override
  public List<String> extraColumns() {
    return List.of();
  }

  @Override
  public List<String> reported() {
    return List.of();
  }

  @Override
  public Map<String, String> composedFrom() {
    return Map.of();
  }

  @Override
  public Map<String, String> present() {
    return Map.of();
  }

  @Override
  public SurrogateTile<float[]> floatTile(Kernels<float[]> kernels, StepTile<float[]> step,
      int tileRows) {
    return new ClippedSurrogateFloatTile(kernels, step, tileRows, epsilon);
  }

  @Override
  public SurrogateTile<double[]> doubleTile(Kernels<double[]> kernels, StepTile<double[]> step,
      int tileRows) {
    return new ClippedSurrogateDoubleTile(kernels, step, tileRows, epsilon);
  }

  @Override
  public SurrogateDual<float[]> floatDual(Kernels<float[]> kernels, StepTile<float[]> step,
      int tileRows) {
    return new ClippedSurrogateFloatDual(kernels, step, tileRows, epsilon);
  }

  @Override
  public SurrogateDual<double[]> doubleDual(Kernels<double[]> kernels, StepTile<double[]> step,
      int tileRows) {
    return new ClippedSurrogateDoubleDual(kernels, step, tileRows, epsilon);
  }

  @Override
  public KernelSource openCl() {
    return KernelSource.read(
        ClippedSurrogateProgram.class.getResourceAsStream("ClippedSurrogate.cl"),
        "ClippedSurrogate.cl",
        new double[] {epsilon},
        new int[] {},
        5L,
        2L,
        7);
  }

  @Override
  public KernelSource openClDual() {
    return KernelSource.read(
        ClippedSurrogateProgram.class.getResourceAsStream("ClippedSurrogateDual.cl"),
        "ClippedSurrogateDual.cl",
        new double[] {epsilon},
        new int[] {},
        0L,
        0L,
        0);
  }
}
