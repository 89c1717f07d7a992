package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.DoublePrecision;
import dev.pigrad.runtime.execute.SinglePrecision;
import dev.pigrad.runtime.execute.TilePrecision;
import dev.pigrad.runtime.kernel.Kernels;
import dev.pigrad.runtime.program.GradientArrays;
import dev.pigrad.runtime.program.KernelSource;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.Parameter;
import dev.pigrad.runtime.program.Parameter.Initial;
import dev.pigrad.runtime.program.Parameter.Initial.Scheme;
import dev.pigrad.runtime.program.ParameterArrays;
import dev.pigrad.runtime.program.PolicyDual;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.PolicyTile;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.StepTile;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the processor would generate for {@code a ~ N(W s + b, exp(logStd)²)} and {@code V = c·s},
 * written by hand: 3 observations, an index of 4 that only the value reads, 2 actions.
 */
final class LinearGaussian implements PolicyProgram {
  static final int OBS = 3;
  static final int ACT = 2;
  static final int ROOMS = 4;

  private static final int WEIGHT = 0;
  private static final int BIAS = 1;
  private static final int LOG_STD = 2;
  private static final int CRITIC = 3;
  private static final int ROOM_VALUE = 4;

  private final Set<Quantity> offers;
  private final Map<String, String> present;

  LinearGaussian() {
    this(EnumSet.of(Quantity.LOG_PROB, Quantity.ENTROPY, Quantity.KL, Quantity.VALUE), "1");
  }

  LinearGaussian(Set<Quantity> offers, String linear) {
    this.offers = offers;
    this.present = Map.of("dev.pigrad.nn.Linear", linear);
  }

  @Override
  public String name() {
    return "example.LinearGaussian";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("mean.weight", ACT, OBS, 2, new Initial(Scheme.ORTHOGONAL, 0.5), false),
        new Parameter("mean.bias", ACT, 1, 1, new Initial(Scheme.NORMAL, 0.1), false),
        new Parameter("logStd", ACT, 1, 1, new Initial(Scheme.CONSTANT, -0.5), false),
        new Parameter("critic", 1, OBS, 2, new Initial(Scheme.UNIFORM, 0.3), false),
        new Parameter("roomValue", 1, 1, 0, new Initial(Scheme.CONSTANT, 0.25), true));
  }

  @Override
  public List<String> actingParameters() {
    return List.of("mean.weight", "mean.bias", "logStd");
  }

  @Override
  public List<Leaf> inputs() {
    return List.of(
        new Leaf("observation", Leaf.Kind.REAL, OBS, 0),
        new Leaf("room", Leaf.Kind.INDEX, 1, ROOMS));
  }

  @Override
  public List<Leaf> action() {
    return List.of(new Leaf("action", Leaf.Kind.REAL, ACT, 0));
  }

  @Override
  public List<Leaf> distribution() {
    return List.of(
        new Leaf("mean", Leaf.Kind.REAL, ACT, 0), new Leaf("logStd", Leaf.Kind.REAL, ACT, 0));
  }

  @Override
  public List<Leaf> noise() {
    return List.of(new Leaf("noise.0", Leaf.Kind.NORMAL, ACT, 0));
  }

  @Override
  public Set<Quantity> offers() {
    return offers;
  }

  @Override
  public int tileRows() {
    return 64;
  }

  @Override
  public long multiplyAdds() {
    return ACT * OBS + OBS;
  }

  @Override
  public Map<String, String> composedFrom() {
    return Map.of("dev.pigrad.nn.Linear", "1");
  }

  @Override
  public Map<String, String> present() {
    return present;
  }

  @Override
  public PolicyTile<float[]> floatTile(Kernels<float[]> kernels, StepTile<float[]> step) {
    return new Tile<>(kernels, new SinglePrecision(), step);
  }

  @Override
  public PolicyTile<double[]> doubleTile(Kernels<double[]> kernels, StepTile<double[]> step) {
    return new Tile<>(kernels, new DoublePrecision(), step);
  }

  @Override
  public PolicyDual<float[]> floatDual(Kernels<float[]> kernels, StepTile<float[]> step) {
    throw notWritten();
  }

  @Override
  public PolicyDual<double[]> doubleDual(Kernels<double[]> kernels, StepTile<double[]> step) {
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

  private final class Tile<A> implements PolicyTile<A> {
    private final Kernels<A> kernels;
    private final TilePrecision<A> reals;
    private final StepTile<A> step;
    private final int stride;
    private final A observation;
    private final A room;
    private final A action;
    private final A noise;
    private final A oldMean;
    private final A oldLogStd;
    private final A mean;
    private final A meanTangent;
    private final A meanCotangent;
    private final A logStdCotangent;
    private final A value;
    private final A valueCotangent;
    private ParameterArrays<A> theta;
    private ParameterArrays<A> direction;
    private GradientArrays<A> gradient;

    Tile(Kernels<A> kernels, TilePrecision<A> reals, StepTile<A> step) {
      this.kernels = kernels;
      this.reals = reals;
      this.step = step;
      this.stride = kernels.stride(ACT);
      this.observation = kernels.allocate(tileRows() * kernels.stride(OBS));
      this.room = kernels.allocate(tileRows());
      this.action = perAction();
      this.noise = perAction();
      this.oldMean = perAction();
      this.oldLogStd = perAction();
      this.mean = perAction();
      this.meanTangent = perAction();
      this.meanCotangent = perAction();
      this.logStdCotangent = perAction();
      this.value = kernels.allocate(tileRows());
      this.valueCotangent = kernels.allocate(tileRows());
    }

    private A perAction() {
      return kernels.allocate(tileRows() * stride);
    }

    private double at(A buffer, int row, int j) {
      return reals.get(buffer, row * stride + j);
    }

    private void put(A buffer, int row, int j, double value) {
      reals.set(buffer, row * stride + j, value);
    }

    private double logStd(int j) {
      return reals.get(theta.vector(LOG_STD), j);
    }

    private double std(int j) {
      return Math.exp(logStd(j));
    }

    @Override
    public void bind(ParameterArrays<A> parameters) {
      theta = parameters;
    }

    @Override
    public void bindDirection(ParameterArrays<A> direction) {
      this.direction = direction;
    }

    @Override
    public void bindGradient(GradientArrays<A> gradient) {
      this.gradient = gradient;
    }

    @Override
    public A input(int leaf) {
      return leaf == 0 ? observation : room;
    }

    @Override
    public A action(int leaf) {
      return action;
    }

    @Override
    public A noise(int leaf) {
      return noise;
    }

    @Override
    public A old(int leaf) {
      return leaf == 0 ? oldMean : oldLogStd;
    }

    @Override
    public void activations(Consumer<A> consumer) {
      consumer.accept(mean);
    }

    @Override
    public void recordOld(int rows) {
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < ACT; j++) {
          put(oldMean, r, j, at(mean, r, j));
          put(oldLogStd, r, j, logStd(j));
        }
      }
    }

    @Override
    public void trunk(int rows) {}

    @Override
    public void distribution(int rows) {
      kernels.product(rows, observation, theta.matrix(WEIGHT), mean);
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < ACT; j++) {
          put(mean, r, j, at(mean, r, j) + reals.get(theta.vector(BIAS), j));
        }
      }
    }

    @Override
    public void value(int rows) {
      kernels.product(rows, observation, theta.matrix(CRITIC), value);
      double perRoom = reals.get(theta.vector(ROOM_VALUE), 0);
      for (int r = 0; r < rows; r++) {
        double entry = reals.get(value, r) + perRoom * reals.get(room, r);
        reals.set(step.value(Quantity.VALUE), r, entry);
      }
    }

    @Override
    public void logProb(int rows) {
      for (int r = 0; r < rows; r++) {
        double sum = 0;
        for (int j = 0; j < ACT; j++) {
          double z = (at(action, r, j) - at(mean, r, j)) / std(j);
          sum += -0.5 * z * z - logStd(j) - 0.5 * Math.log(2 * Math.PI);
        }
        reals.set(step.value(Quantity.LOG_PROB), r, sum);
      }
    }

    @Override
    public void entropy(int rows) {
      double sum = 0;
      for (int j = 0; j < ACT; j++) {
        sum += logStd(j) + 0.5 * Math.log(2 * Math.PI * Math.E);
      }
      for (int r = 0; r < rows; r++) {
        reals.set(step.value(Quantity.ENTROPY), r, sum);
      }
    }

    @Override
    public void kl(int rows) {
      for (int r = 0; r < rows; r++) {
        double sum = 0;
        for (int j = 0; j < ACT; j++) {
          sum += logStd(j) - at(oldLogStd, r, j) + 0.5 * spread(r, j) - 0.5;
        }
        reals.set(step.value(Quantity.KL), r, sum);
      }
    }

    /** (σ_old² + (μ_old − μ)²) / σ². */
    private double spread(int r, int j) {
      double oldStd = Math.exp(at(oldLogStd, r, j));
      double distance = at(oldMean, r, j) - at(mean, r, j);
      return (oldStd * oldStd + distance * distance) / (std(j) * std(j));
    }

    @Override
    public void sample(int rows) {
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < ACT; j++) {
          put(action, r, j, at(mean, r, j) + std(j) * at(noise, r, j));
        }
      }
    }

    @Override
    public void mode(int rows) {
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < ACT; j++) {
          put(action, r, j, at(mean, r, j));
        }
      }
    }

    @Override
    public void clearCotangents(int rows) {
      reals.clear(meanCotangent);
      reals.clear(logStdCotangent);
    }

    private void addCotangents(int r, int j, double toMean, double toLogStd) {
      put(meanCotangent, r, j, at(meanCotangent, r, j) + toMean);
      put(logStdCotangent, r, j, at(logStdCotangent, r, j) + toLogStd);
    }

    @Override
    public void logProbBackward(int rows) {
      for (int r = 0; r < rows; r++) {
        double seed = reals.get(step.cotangent(Quantity.LOG_PROB), r);
        for (int j = 0; j < ACT; j++) {
          double z = (at(action, r, j) - at(mean, r, j)) / std(j);
          addCotangents(r, j, seed * z / std(j), seed * (z * z - 1));
        }
      }
    }

    @Override
    public void entropyBackward(int rows) {
      for (int r = 0; r < rows; r++) {
        double seed = reals.get(step.cotangent(Quantity.ENTROPY), r);
        for (int j = 0; j < ACT; j++) {
          addCotangents(r, j, 0, seed);
        }
      }
    }

    @Override
    public void klBackward(int rows) {
      for (int r = 0; r < rows; r++) {
        double seed = reals.get(step.cotangent(Quantity.KL), r);
        for (int j = 0; j < ACT; j++) {
          double distance = at(mean, r, j) - at(oldMean, r, j);
          addCotangents(r, j, seed * distance / (std(j) * std(j)), seed * (1 - spread(r, j)));
        }
      }
    }

    @Override
    public void valueBackward(int rows) {
      for (int r = 0; r < rows; r++) {
        double seed = reals.get(step.cotangent(Quantity.VALUE), r);
        reals.set(valueCotangent, r, seed);
      }
      kernels.accumulateOuter(
          rows, valueCotangent, 1, observation, OBS, gradient.accumulator(CRITIC));
    }

    @Override
    public void distributionBackward(int rows) {
      kernels.accumulateOuter(
          rows, meanCotangent, ACT, observation, OBS, gradient.accumulator(WEIGHT));
      kernels.accumulateRows(rows, meanCotangent, ACT, gradient.accumulator(BIAS));
      kernels.accumulateRows(rows, logStdCotangent, ACT, gradient.accumulator(LOG_STD));
    }

    @Override
    public void trunkBackward(int rows) {}

    @Override
    public void trunkTangent(int rows) {}

    @Override
    public void distributionTangent(int rows) {
      kernels.product(rows, observation, direction.matrix(WEIGHT), meanTangent);
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < ACT; j++) {
          double bias = reals.get(direction.vector(BIAS), j);
          put(meanTangent, r, j, at(meanTangent, r, j) + bias);
        }
      }
    }

    @Override
    public void logProbTangent(int rows) {
      for (int r = 0; r < rows; r++) {
        double sum = 0;
        for (int j = 0; j < ACT; j++) {
          double z = (at(action, r, j) - at(mean, r, j)) / std(j);
          double logStdTangent = reals.get(direction.vector(LOG_STD), j);
          sum += z / std(j) * at(meanTangent, r, j) + (z * z - 1) * logStdTangent;
        }
        reals.set(step.tangent(Quantity.LOG_PROB), r, sum);
      }
    }

    @Override
    public void metric(int rows) {
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < ACT; j++) {
          double logStdTangent = reals.get(direction.vector(LOG_STD), j);
          addCotangents(r, j, at(meanTangent, r, j) / (std(j) * std(j)), 2 * logStdTangent);
        }
      }
    }
  }
}
