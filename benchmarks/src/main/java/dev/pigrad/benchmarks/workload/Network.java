package dev.pigrad.benchmarks.workload;

import dev.pigrad.benchmarks.policy.Categorical4x64x2Program;
import dev.pigrad.benchmarks.policy.Gaussian17x256x6Program;
import dev.pigrad.benchmarks.policy.Gaussian17x64x6Program;
import dev.pigrad.benchmarks.policy.Gaussian376x512x17Program;
import dev.pigrad.benchmarks.policy.GaussianOfAnyWidth;
import dev.pigrad.benchmarks.policy.GaussianOfAnyWidthProgram;
import dev.pigrad.lang.Dims;
import dev.pigrad.runtime.program.PolicyProgram;
import java.util.List;
import java.util.function.Supplier;

/**
 * Two hidden tanh layers of one width with a head, without a critic.
 *
 * @param inputs of the first layer
 * @param hidden width of both hidden layers
 * @param outputs of the last layer: means of a Gaussian whose deviations are parameters of their
 *     own, or logits
 * @param isCategorical whether the outputs are logits
 * @param program makes pigrad's program
 */
public record Network(
    int inputs, int hidden, int outputs, boolean isCategorical, Supplier<PolicyProgram> program) {

  /** The one of CartPole. */
  public static final Network CATEGORICAL_64 =
      new Network(4, 64, 2, true, Categorical4x64x2Program::new);

  /** The usual one of HalfCheetah. */
  public static final Network GAUSSIAN_64 = gaussian(17, 64, 6, Gaussian17x64x6Program::new);

  /** The same, wider. */
  public static final Network GAUSSIAN_256 = gaussian(17, 256, 6, Gaussian17x256x6Program::new);

  /** One of Humanoid. */
  public static final Network GAUSSIAN_512 = gaussian(376, 512, 17, Gaussian376x512x17Program::new);

  /** {@link #GAUSSIAN_64} with another width, which the compiler does not know. */
  public static Network ofWidth(int hidden) {
    Dims dims = Dims.of(GaussianOfAnyWidth.Hidden.class, hidden);
    return gaussian(17, hidden, 6, () -> new GaussianOfAnyWidthProgram(dims));
  }

  private static Network gaussian(
      int inputs, int hidden, int outputs, Supplier<PolicyProgram> program) {
    return new Network(inputs, hidden, outputs, false, program);
  }

  /** The layers' matrices, from the inputs on. */
  public List<Layer> layers() {
    return List.of(
        new Layer("first", inputs, hidden),
        new Layer("hidden.0", hidden, hidden),
        new Layer("last", hidden, outputs));
  }

  /** Flops of the matrix products of a forward pass, per sample: 2 × the multiply-adds. */
  public double forwardFlops() {
    return 2.0 * layers().stream().mapToLong(Layer::multiplyAdds).sum();
  }

  /**
   * Flops of the matrix products of a gradient, per sample: forward, weight gradient, and input
   * gradient of all layers but the first.
   */
  public double gradientFlops() {
    return 3 * forwardFlops() - 2.0 * layers().getFirst().multiplyAdds();
  }

  /** {@code 17-64-64-6}. */
  @Override
  public String toString() {
    return inputs + "-" + hidden + "-" + hidden + "-" + outputs;
  }

  /**
   * A matrix (outputs, inputs).
   *
   * @param name of the layer within the {@code Mlp}, as its parameters' paths have it
   */
  public record Layer(String name, int inputs, int outputs) {
    long multiplyAdds() {
      return (long) inputs * outputs;
    }
  }
}
