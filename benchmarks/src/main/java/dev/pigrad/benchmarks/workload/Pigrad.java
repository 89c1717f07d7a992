package dev.pigrad.benchmarks.workload;

import dev.pigrad.benchmarks.measure.Contender;
import dev.pigrad.rl.surrogate.ClippedSurrogate;
import dev.pigrad.rl.surrogate.ClippedSurrogateProgram;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.FisherOperator;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A workload on an engine of pigrad's. */
public final class Pigrad implements AutoCloseable {
  /** PPO's clip range ε. */
  public static final double CLIP = 0.2;

  private static final String NAME = "pigrad";
  private static final int CONJUGATE_GRADIENT_STEPS = 10;

  private final Samples samples;
  private final Engine engine;
  private final LoadedPolicy policy;
  private final Parameters theta;
  private final Batch batch;

  /** On the SIMD engine. */
  public Pigrad(Samples samples, int threads) {
    this(samples, Engine.simd(threads));
  }

  /** Loads policy and samples; the engine is closed with this. */
  public Pigrad(Samples samples, Engine engine) {
    this.samples = samples;
    this.engine = engine;
    this.policy = engine.load(samples.workload().network().program().get());
    this.theta = policy.newParameters();
    samples.theta().forEach((name, tensor) -> theta.set(name, doubles(tensor)));
    this.batch = policy.newBatch(samples.workload().rows());
    batch.column("observation").copyFrom(samples.observations());
    batch.column("action").copyFrom(samples.actions());
    batch.column(Batch.OLD_LOG_PROB).copyFrom(samples.oldLogProb());
    batch.column(Batch.ADVANTAGE).copyFrom(samples.advantage());
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  /** The gradient of PPO's clipped loss. */
  public Contender gradient() {
    var surrogate = new ClippedSurrogateProgram(new ClippedSurrogate(CLIP));
    Parameters gradient = policy.newGradient();
    return contender(
        "gradient",
        samples.workload().gradientFlops(),
        () -> policy.gradient(theta, surrogate, batch, gradient));
  }

  /** That gradient by tensor. */
  public Map<String, float[]> gradientTensors() {
    var surrogate = new ClippedSurrogateProgram(new ClippedSurrogate(CLIP));
    Parameters gradient = policy.newGradient();
    policy.gradient(theta, surrogate, batch, gradient);
    return Samples.tensors(gradient);
  }

  /** log π of each row. */
  private Contender logProb() {
    return contender(
        "logprob", samples.workload().forwardFlops(), () -> policy.logProb(theta, batch));
  }

  /** An action of each row with its log-probability. */
  public Contender act() {
    List<RandomStream> streams =
        IntStream.range(0, batch.rows()).mapToObj(RandomStream::of).toList();
    return contender(
        "act", samples.workload().forwardFlops(), () -> policy.act(theta, batch, streams));
  }

  /** What else is computed over a batch. */
  public List<Contender> furtherProducts() {
    return List.of(fisher(), conjugateGradient(), logProb());
  }

  /** A Fisher-vector product. */
  private Contender fisher() {
    FisherOperator fisher = policy.fisher(theta, batch);
    Parameters v = direction();
    Parameters product = policy.newParameters();
    return contender("fisher", 0, () -> fisher.times(v, product));
  }

  /** Steps of conjugate gradients towards F⁻¹ v, as a trust region method makes them. */
  private Contender conjugateGradient() {
    FisherOperator fisher = policy.fisher(theta, batch);
    Parameters v = direction();
    Parameters x = policy.newParameters();
    Parameters residual = policy.newParameters();
    Parameters direction = policy.newParameters();
    Parameters product = policy.newParameters();
    return contender(
        "cg10",
        0,
        () -> {
          x.fill(0);
          residual.fill(0);
          residual.axpy(1, v);
          direction.fill(0);
          direction.axpy(1, v);
          double square = residual.dot(residual);
          for (int step = 0; step < CONJUGATE_GRADIENT_STEPS; step++) {
            fisher.times(direction, product);
            double length = square / direction.dot(product);
            x.axpy(length, direction);
            residual.axpy(-length, product);
            double next = residual.dot(residual);
            direction.scale(next / square);
            direction.axpy(1, residual);
            square = next;
          }
        });
  }

  /** The product of this name. */
  public Contender product(String name) {
    return switch (name) {
      case "gradient" -> gradient();
      case "fisher" -> fisher();
      case "cg10" -> conjugateGradient();
      case "logprob" -> logProb();
      case "act" -> act();
      default -> throw new IllegalArgumentException("there is no product '" + name + "'");
    };
  }

  private Parameters direction() {
    Parameters v = policy.newParameters();
    v.copyFrom(theta);
    return v;
  }

  private Contender contender(String product, double flops, Runnable call) {
    boolean isSimd = engine.backend().equals("simd");
    String name = isSimd ? NAME : NAME + "-" + engine.backend();
    // a device has a peak of its own
    return new Contender(product, name, engine.threads(), isSimd ? flops : 0, call);
  }

  @Override
  public void close() {
    engine.close();
  }
}
