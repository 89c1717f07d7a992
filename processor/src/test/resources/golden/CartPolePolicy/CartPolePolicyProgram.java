package example;

import dev.pigrad.distribution.CategoricalDefinition;
import dev.pigrad.lang.Dims;
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
 * The compiled form of {@link CartPolePolicy}.
 *
 * <pre>
 *   parameter      shape             offset
 *   first.weight   (Hidden, Obs=4)   0
 *   first.bias     (Hidden)          4 * Hidden
 *   logits.weight  (Push=2, Hidden)  5 * Hidden
 *   logits.bias    (Push=2)          7 * Hidden
 *   critic.weight  (One=1, Hidden)   7 * Hidden + 2
 *   critic.bias    (One=1)           8 * Hidden + 2
 *                                    8 * Hidden + 3
 * </pre>
 *
 * Multiply-adds of a forward pass per sample: 7 * Hidden.
 * Buffers of a tile of 64 rows in single precision: 1024 * Hidden + 8704 bytes, padding aside.
 */
@Generated("dev.pigrad.processor.PigradProcessor")
public final class CartPolePolicyProgram implements PolicyProgram {
  private final int hiddenSize;

  /** The program with these sizes. */
  public CartPolePolicyProgram(Dims dims) {
    this.hiddenSize = dims.of(CartPolePolicy.Hidden.class);
  }

  @Override
  public String name() {
    return "example.CartPolePolicy";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("first.weight", hiddenSize, 4, 2, new Parameter.Initial(Parameter.Initial.Scheme.ORTHOGONAL, 1.0), false),
        new Parameter("first.bias", hiddenSize, 1, 1, new Parameter.Initial(Parameter.Initial.Scheme.CONSTANT, 0.0), false),
        new Parameter("logits.weight", 2, hiddenSize, 2, new Parameter.Initial(Parameter.Initial.Scheme.ORTHOGONAL, 1.0), false),
        new Parameter("logits.bias", 2, 1, 1, new Parameter.Initial(Parameter.Initial.Scheme.CONSTANT, 0.0), false),
        new Parameter("critic.weight", 1, hiddenSize, 2, new Parameter.Initial(Parameter.Initial.Scheme.ORTHOGONAL, 1.0), false),
        new Parameter("critic.bias", 1, 1, 1, new Parameter.Initial(Parameter.Initial.Scheme.CONSTANT, 0.0), false));
  }

  @Override
  public List<String> actingParameters() {
    return List.of(
        "first.weight",
        "first.bias",
        "logits.weight",
        "logits.bias");
  }

  @Override
  public List<Leaf> inputs() {
    return List.of(new Leaf("state", Leaf.Kind.REAL, 4, 0));
  }

  @Override
  public List<Leaf> action() {
    return List.of(new Leaf("action", Leaf.Kind.INDEX, 1, 2));
  }

  @Override
  public List<Leaf> distribution() {
    return List.of(new Leaf("logits", Leaf.Kind.REAL, 2, 0));
  }

  @Override
  public List<Leaf> noise() {
    return List.of(new Leaf("noise.0", Leaf.Kind.UNIFORM, 2, 0));
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
    return 7L * hiddenSize;
  }

  @Override
  public Map<String, String> composedFrom() {
    return Map.ofEntries(
        Map.entry("dev.pigrad.distribution.Categorical", "e0d802429de9e49a"),
        Map.entry("dev.pigrad.nn.Linear", "fb1fead32aa017ab"));
  }

  @Override
  public Map<String, String> present() {
    return Map.ofEntries(
        Map.entry("dev.pigrad.distribution.Categorical", CategoricalDefinition.hash()),
        Map.entry("dev.pigrad.nn.Linear", LinearDefinition.hash()));
  }

  @Override
  public PolicyTile<float[]> floatTile(Kernels<float[]> kernels, StepTile<float[]> step) {
    return new CartPolePolicyFloatTile(kernels, step, hiddenSize);
  }

  @Override
  public PolicyTile<double[]> doubleTile(Kernels<double[]> kernels, StepTile<double[]> step) {
    return new CartPolePolicyDoubleTile(kernels, step, hiddenSize);
  }

  @Override
  public PolicyDual<float[]> floatDual(Kernels<float[]> kernels, StepTile<float[]> step) {
    return new CartPolePolicyFloatDual(kernels, step, hiddenSize);
  }

  @Override
  public PolicyDual<double[]> doubleDual(Kernels<double[]> kernels, StepTile<double[]> step) {
    return new CartPolePolicyDoubleDual(kernels, step, hiddenSize);
  }

  @Override
  public KernelSource openCl() {
    return KernelSource.read(
        CartPolePolicyProgram.class.getResourceAsStream("CartPolePolicy.cl"),
        "CartPolePolicy.cl",
        new double[] {},
        new int[] {hiddenSize},
        30L + 5L * hiddenSize,
        0L,
        20);
  }

  @Override
  public KernelSource openClDual() {
    return KernelSource.read(
        CartPolePolicyProgram.class.getResourceAsStream("CartPolePolicyDual.cl"),
        "CartPolePolicyDual.cl",
        new double[] {},
        new int[] {hiddenSize},
        44L + 7L * hiddenSize,
        0L,
        30);
  }
}
