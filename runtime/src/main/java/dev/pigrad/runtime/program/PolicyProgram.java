package dev.pigrad.runtime.program;

import dev.pigrad.runtime.kernel.Kernels;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the processor generates for a {@code @Policy} record: its layout and its tiles. */
public interface PolicyProgram {
  /** The policy record's qualified name. */
  String name();

  /** The parameters in the order of the flat vector. */
  List<Parameter> parameters();

  /** Names of the parameters that the distribution of actions depends on, or the density. */
  List<String> actingParameters();

  /** The columns that {@code act} and {@code value} read. */
  List<Leaf> inputs();

  /** The columns of the action. */
  List<Leaf> action();

  /** The parameters of the action distribution. */
  List<Leaf> distribution();

  /** The random variates that {@code sample} reads. */
  List<Leaf> noise();

  /** Names of the policy's further numbers per observation, which a surrogate may read. */
  default List<String> outputs() {
    return List.of();
  }

  /** The differentiable quantities that this policy can compute. */
  Set<Quantity> offers();

  /** Rows of a tile. */
  int tileRows();

  /** Multiply-adds of one forward pass per sample. */
  long multiplyAdds();

  /**
   * Digest of each piece that this program was composed from, by class name, when it was compiled.
   */
  Map<String, String> composedFrom();

  /** The same digests as the classes have them now. */
  Map<String, String> present();

  /** A tile in single precision. */
  PolicyTile<float[]> floatTile(Kernels<float[]> kernels, StepTile<float[]> step);

  /** A tile in double precision. */
  PolicyTile<double[]> doubleTile(Kernels<double[]> kernels, StepTile<double[]> step);

  /** A tile in dual numbers of single precision. */
  PolicyDual<float[]> floatDual(Kernels<float[]> kernels, StepTile<float[]> step);

  /** A tile in dual numbers of double precision. */
  PolicyDual<double[]> doubleDual(Kernels<double[]> kernels, StepTile<double[]> step);

  /** The stages of a tile in OpenCL C. */
  KernelSource openCl();

  /** The stages of a tile in dual numbers in OpenCL C. */
  KernelSource openClDual();
}
