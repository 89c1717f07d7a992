package dev.pigrad.runtime.program;

import dev.pigrad.runtime.kernel.Kernels;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the processor generates for a {@code @Surrogate} record. */
public interface SurrogateProgram {
  /** The surrogate record's qualified name. */
  String name();

  /** The quantities that the loss or a reported value reads. */
  Set<Quantity> reads();

  /** The quantities that the loss has a derivative in. */
  Set<Quantity> differentiates();

  /** Outputs of the policy or further columns of the batch that {@code loss} names. */
  List<String> extraColumns();

  /** Names of the surrogate's other scalar methods, reported as means over the batch. */
  List<String> reported();

  /**
   * Digest of each piece that this program was composed from, by class name, when it was compiled.
   */
  Map<String, String> composedFrom();

  /** The same digests as the classes have them now. */
  Map<String, String> present();

  /** A tile in single precision. */
  SurrogateTile<float[]> floatTile(Kernels<float[]> kernels, StepTile<float[]> step, int tileRows);

  /** A tile in double precision. */
  SurrogateTile<double[]> doubleTile(
      Kernels<double[]> kernels, StepTile<double[]> step, int tileRows);

  /** A tile in dual numbers of single precision. */
  SurrogateDual<float[]> floatDual(Kernels<float[]> kernels, StepTile<float[]> step, int tileRows);

  /** A tile in dual numbers of double precision. */
  SurrogateDual<double[]> doubleDual(
      Kernels<double[]> kernels, StepTile<double[]> step, int tileRows);

  /** The stages of a tile in OpenCL C. */
  KernelSource openCl();

  /** The stages of a tile in dual numbers in OpenCL C. */
  KernelSource openClDual();
}
