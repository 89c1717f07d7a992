package example;

import dev.pigrad.distribution.GaussianDefinition;
import dev.pigrad.nn.LinearDefinition;
import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.program.KernelSource;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.Parameter;
import dev.pigrad.runtime.program.PolicyDual;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.PolicyTile;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.StepTile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Generated;

/**
 * The compiled form of {@link PendulumPolicy}.
 *
 * <pre>
 *   parameter      shape                   offset
 *   first.weight   (Hidden=64, Obs=3)      0
 *   first.bias     (Hidden=64)             192
 *   second.weight  (Hidden=64, Hidden=64)  256
 *   second.bias    (Hidden=64)             4352
 *   mean.weight    (Act=1, Hidden=64)      4416
 *   mean.bias      (Act=1)                 4480
 *   logStd         (Act=1)                 4481
 *   critic.weight  (One=1, Hidden=64)      4482
 *   critic.bias    (One=1)                 4546
 *                                          4547
 * </pre>
 *
 * Multiply-adds of a forward pass per sample: 4416.
 * Buffers of a tile of 64 rows in single precision: 84736 bytes, padding aside.
 */
@Generated("dev.pigrad.processor.PigradProcessor")
public final class PendulumPolicyProgram implements PolicyProgram {
  /** The program. */
  public PendulumPolicyProgram() {
  }

  @Override
  public String name() {
    return "example.PendulumPolicy";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("first.weight", 64, 3, 2, new Parameter.Initial(Parameter.Initial.Scheme.ORTHOGONAL, 1.0), false),
        new Parameter("first.bias", 64, 1, 1, new Parameter.Initial(Parameter.Initial.Scheme.CONSTANT, 0.0), false),
        new Parameter("second.weight", 64, 64, 2, new Parameter.Initial(Parameter.Initial.Scheme.ORTHOGONAL, 1.0), false),
        new Parameter("second.bias", 64, 1, 1, new Parameter.Initial(Parameter.Initial.Scheme.CONSTANT, 0.0), false),
        new Parameter("mean.weight", 1, 64, 2, new Parameter.Initial(Parameter.Initial.Scheme.ORTHOGONAL, 1.0), false),
        new Parameter("mean.bias", 1, 1, 1, new Parameter.Initial(Parameter.Initial.Scheme.CONSTANT, 0.0), false),
        new Parameter("logStd", 1, 1, 1, new Parameter.Initial(Parameter.Initial.Scheme.CONSTANT, 0.0), false),
        new Parameter("critic.weight", 1, 64, 2, new Parameter.Initial(Parameter.Initial.Scheme.ORTHOGONAL, 1.0), false),
        new Parameter("critic.bias", 1, 1, 1, new Parameter.Initial(Parameter.Initial.Scheme.CONSTANT, 0.0), false));
  }

  @Override
  public List<String> actingParameters() {
    return List.of(
        "first.weight",
        "first.bias",
        "second.weight",
        "second.bias",
        "mean.weight",
        "mean.bias",
        "logStd");
  }

  @Override
  public List<Leaf> inputs() {
    return List.of(new Leaf("observation", Leaf.Kind.REAL, 3, 0));
  }

  @Override
  public List<Leaf> action() {
    return List.of(new Leaf("action", Leaf.Kind.REAL, 1, 0));
  }

  @Override
  public List<Leaf> distribution() {
    return List.of(
        new Leaf("mean", Leaf.Kind.REAL, 1, 0),
        new Leaf("logStd", Leaf.Kind.REAL, 1, 0));
  }

  @Override
  public List<Leaf> noise() {
    return List.of(new Leaf("noise.0", Leaf.Kind.NORMAL, 1, 0));
  }

  @Override
  public Set<Quantity> offers() {
    return Set.of(Quantity.LOG_PROB, Quantity.ENTROPY, Quantity.KL, Quantity.VALUE);
  }

  @Override
  public int tileRows() {
    return 64;
  }

  @Override
  public long multiplyAdds() {
    return 4416L;
  }

  @Override
  public Map<String, String> composedFrom() {
    return Map.ofEntries(
        Map.entry("dev.pigrad.distribution.Gaussian", "51b6b2ac5b477173"),
        Map.entry("dev.pigrad.nn.Linear", "fb1fead32aa017ab"));
  }

  @Override
  public Map<String, String> present() {
    return Map.ofEntries(
        Map.entry("dev.pigrad.distribution.Gaussian", GaussianDefinition.hash()),
        Map.entry("dev.pigrad.nn.Linear", LinearDefinition.hash()));
  }

  @Override
  public PolicyTile<float[]> floatTile(Kernels<float[]> kernels, StepTile<float[]> step) {
    return new PendulumPolicyFloatTile(kernels, step);
  }

  @Override
  public PolicyTile<double[]> doubleTile(Kernels<double[]> kernels, StepTile<double[]> step) {
    return new PendulumPolicyDoubleTile(kernels, step);
  }

  @Override
  public PolicyDual<float[]> floatDual(Kernels<float[]> kernels, StepTile<float[]> step) {
    return new PendulumPolicyFloatDual(kernels, step);
  }

  @Override
  public PolicyDual<double[]> doubleDual(Kernels<double[]> kernels, StepTile<double[]> step) {
    return new PendulumPolicyDoubleDual(kernels, step);
  }

  @Override
  public KernelSource openCl() {
    return KernelSource.read(
        PendulumPolicyProgram.class.getResourceAsStream("PendulumPolicy.cl"),
        "PendulumPolicy.cl",
        new double[] {},
        new int[] {},
        403L,
        11L,
        34);
  }

  @Override
  public KernelSource openClDual() {
    return KernelSource.read(
        PendulumPolicyProgram.class.getResourceAsStream("PendulumPolicyDual.cl"),
        "PendulumPolicyDual.cl",
        new double[] {},
        new int[] {},
        736L,
        19L,
        60);
  }
}
