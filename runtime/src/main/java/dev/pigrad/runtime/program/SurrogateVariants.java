package dev.pigrad.runtime.program;

import dev.pigrad.runtime.kernel.Kernels;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The program of a surrogate whose constants choose among several derivations. */
public abstract class SurrogateVariants implements SurrogateProgram {
  private final SurrogateProgram chosen;

  /** A program that is {@code chosen}. */
  protected SurrogateVariants(SurrogateProgram chosen) {
    this.chosen = chosen;
  }

  @Override
  public final String name() {
    return chosen.name();
  }

  @Override
  public final Set<Quantity> reads() {
    return chosen.reads();
  }

  @Override
  public final Set<Quantity> differentiates() {
    return chosen.differentiates();
  }

  @Override
  public final List<String> extraColumns() {
    return chosen.extraColumns();
  }

  @Override
  public final List<String> reported() {
    return chosen.reported();
  }

  @Override
  public final Map<String, String> composedFrom() {
    return chosen.composedFrom();
  }

  @Override
  public final Map<String, String> present() {
    return chosen.present();
  }

  @Override
  public final SurrogateTile<float[]> floatTile(
      Kernels<float[]> kernels, StepTile<float[]> step, int tileRows) {
    return chosen.floatTile(kernels, step, tileRows);
  }

  @Override
  public final SurrogateTile<double[]> doubleTile(
      Kernels<double[]> kernels, StepTile<double[]> step, int tileRows) {
    return chosen.doubleTile(kernels, step, tileRows);
  }

  @Override
  public final SurrogateDual<float[]> floatDual(
      Kernels<float[]> kernels, StepTile<float[]> step, int tileRows) {
    return chosen.floatDual(kernels, step, tileRows);
  }

  @Override
  public final SurrogateDual<double[]> doubleDual(
      Kernels<double[]> kernels, StepTile<double[]> step, int tileRows) {
    return chosen.doubleDual(kernels, step, tileRows);
  }

  @Override
  public final KernelSource openCl() {
    return chosen.openCl();
  }

  @Override
  public final KernelSource openClDual() {
    return chosen.openClDual();
  }
}
