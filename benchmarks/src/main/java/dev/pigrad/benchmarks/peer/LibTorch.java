package dev.pigrad.benchmarks.peer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import dev.pigrad.benchmarks.measure.Contender;
import dev.pigrad.benchmarks.workload.Network;
import dev.pigrad.benchmarks.workload.Pigrad;
import dev.pigrad.benchmarks.workload.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A workload on libtorch, through DJL: the same network, the same loss, written as one would in
 * PyTorch. Intermediate arrays are freed at the end of each call.
 */
public final class LibTorch implements AutoCloseable {
  private static final String NAME = "libtorch";
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  private final Samples samples;
  private final NDManager manager;
  private final Network network;
  private final NDArray observations;
  private final NDArray actions;
  private final NDArray oldLogProb;
  private final NDArray advantage;
  private final Map<String, NDArray> theta = new LinkedHashMap<>();
  private final List<NDArray> firstOperands;

  /** Copies the samples. */
  public LibTorch(Samples samples) {
    this.samples = samples;
    this.manager = NDManager.newBaseManager(NativeLibraries.LIBTORCH);
    this.network = samples.workload().network();
    int rows = samples.workload().rows();
    this.observations = manager.create(samples.observations(), new Shape(rows, network.inputs()));
    NDArray taken =
        manager.create(
            samples.actions(), new Shape(rows, network.isCategorical() ? 1 : network.outputs()));
    this.actions = network.isCategorical() ? taken.toType(DataType.INT64, false) : taken;
    this.oldLogProb = manager.create(samples.oldLogProb());
    this.advantage = manager.create(samples.advantage());
    samples.theta().forEach((name, tensor) -> theta.put(name, parameter(name, tensor)));
    this.firstOperands =
        network.isCategorical() ? List.of(observations) : List.of(observations, theta("logStd"));
  }

  private NDArray parameter(String name, float[] tensor) {
    Shape shape =
        network.layers().stream()
            .filter(layer -> name.equals(path(layer) + ".weight"))
            .findAny()
            .map(layer -> new Shape(layer.outputs(), layer.inputs()))
            .orElseGet(() -> new Shape(tensor.length));
    NDArray parameter = manager.create(tensor, shape);
    parameter.setRequiresGradient(true);
    return parameter;
  }

  /** The gradient of PPO's clipped loss; it adds up from call to call, which costs the least. */
  public Contender gradient(int threads) {
    return contender("gradient", threads, samples.workload().gradientFlops(), this::backward);
  }

  /** That gradient by tensor. */
  public Map<String, float[]> gradientTensors() {
    backward();
    Map<String, float[]> tensors = new LinkedHashMap<>();
    theta.forEach((name, parameter) -> tensors.put(name, parameter.getGradient().toFloatArray()));
    return tensors;
  }

  private void backward() {
    try (GradientCollector collector =
        Engine.getEngine(NativeLibraries.LIBTORCH).newGradientCollector()) {
      inOneCall(() -> collector.backward(loss()));
    }
  }

  /** log π of each row; the call takes no part in a gradient. */
  public Contender logProb(int threads) {
    return contender(
        "logprob",
        threads,
        samples.workload().forwardFlops(),
        () -> inOneCall(() -> logProb().toFloatArray()));
  }

  /** An action of each row with its log-probability, of a Gaussian. */
  public Contender act(int threads) {
    return contender(
        "act", threads, samples.workload().forwardFlops(), () -> inOneCall(this::sample));
  }

  private void sample() {
    NDArray mean = outputs();
    NDArray deviation = theta("logStd").exp();
    NDArray noise = mean.getManager().randomNormal(mean.getShape());
    mean.add(deviation.mul(noise)).toFloatArray();
    noise
        .square()
        .mul(-0.5)
        .sub(theta("logStd"))
        .sub(HALF_LOG_TWO_PI)
        .sum(new int[] {1})
        .toFloatArray();
  }

  /** Frees what the call leaves: a result belongs to the manager of its first operand. */
  private void inOneCall(Runnable body) {
    try (NDManager call = manager.newSubManager()) {
      firstOperands.forEach(operand -> operand.attach(call));
      body.run();
      firstOperands.forEach(operand -> operand.attach(manager));
    }
  }

  /** {@code −mean(min(ρ Â, clip(ρ, 1−ε, 1+ε) Â))}. */
  private NDArray loss() {
    NDArray ratio = logProb().sub(oldLogProb).exp();
    NDArray clipped = ratio.clip(1 - Pigrad.CLIP, 1 + Pigrad.CLIP);
    return ratio.mul(advantage).minimum(clipped.mul(advantage)).mean().neg();
  }

  private NDArray logProb() {
    NDArray outputs = outputs();
    return network.isCategorical()
        ? outputs.logSoftmax(1).gather(actions, 1).squeeze(1)
        : gaussian(outputs);
  }

  private NDArray gaussian(NDArray mean) {
    NDArray logStd = theta("logStd");
    NDArray deviation = mean.sub(actions).div(logStd.exp());
    return deviation.square().mul(-0.5).sub(logStd).sub(HALF_LOG_TWO_PI).sum(new int[] {1});
  }

  private NDArray outputs() {
    List<Network.Layer> layers = network.layers();
    NDArray output = linear(observations, layers.getFirst());
    for (Network.Layer layer : layers.subList(1, layers.size())) {
      output = linear(output.tanh(), layer);
    }
    return output;
  }

  private NDArray linear(NDArray input, Network.Layer layer) {
    return Linear.linear(input, theta(path(layer) + ".weight"), theta(path(layer) + ".bias"))
        .singletonOrThrow();
  }

  private String path(Network.Layer layer) {
    return (network.isCategorical() ? "logits." : "mean.") + layer.name();
  }

  private NDArray theta(String name) {
    return Objects.requireNonNull(theta.get(name));
  }

  private static Contender contender(String product, int threads, double flops, Runnable call) {
    return new Contender(
        product, NAME, threads, flops, () -> JniUtils.setNumThreads(threads), call);
  }

  @Override
  public void close() {
    manager.close();
  }
}
