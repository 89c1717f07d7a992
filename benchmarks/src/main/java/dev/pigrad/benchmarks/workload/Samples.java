package dev.pigrad.benchmarks.workload;

import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers that every engine computes with: a batch whose behaviour policy is close to θ, so
 * that PPO's ratio is near 1, clipped in some rows and not in others.
 *
 * @param observations (rows, inputs)
 * @param actions (rows, outputs), or (rows) of a categorical
 * @param oldLogProb log π_old(a|s)
 * @param advantage Â, standard normal
 * @param theta θ by tensor, matrices (outputs, inputs)
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read only
public record Samples(
    Workload workload,
    float[] observations,
    float[] actions,
    float[] oldLogProb,
    float[] advantage,
    Map<String, float[]> theta) {
  private static final double BEHAVIOUR_DISTANCE = 0.02;

  /** What a ratio in single precision errs by at most, and more. */
  private static final double CLIP_MARGIN = 1e-4;

  /** Draws them, the same ones in every run. */
  public static Samples draw(Workload workload) {
    RandomStream random = RandomStream.of(workload.rows());
    Network network = workload.network();
    int rows = workload.rows();
    float[] observations = normals(rows * network.inputs(), random);
    float[] actions =
        network.isCategorical()
            ? choices(rows, network.outputs(), random)
            : normals(rows * network.outputs(), random);
    try (Engine engine = Engine.simd()) {
      LoadedPolicy policy = engine.load(network.program().get());
      Parameters theta = policy.initialParameters(1);
      Parameters behaviour = policy.newParameters();
      behaviour.copyFrom(perturbed(theta.toDoubleArray(), random));
      Batch batch = policy.newBatch(rows);
      batch.column("observation").copyFrom(observations);
      batch.column("action").copyFrom(actions);
      policy.record(behaviour, batch);
      float[] oldLogProb = batch.column(Batch.OLD_LOG_PROB).toFloatArray();
      leaveTheClip(policy.logProb(theta, batch), oldLogProb);
      return new Samples(
          workload, observations, actions, oldLogProb, normals(rows, random), tensors(theta));
    }
  }

  /**
   * Where the ratio is at an end of the clip range, rounding says whether a row counts at all: of
   * 10⁷ rows a few, which would be all that two precisions differ by. Such a row gets ratio 1.
   */
  private static void leaveTheClip(double[] logProb, float[] oldLogProb) {
    for (int i = 0; i < logProb.length; i++) {
      double ratio = Math.exp(logProb[i] - oldLogProb[i]);
      if (Math.abs(Math.abs(ratio - 1) - Pigrad.CLIP) < CLIP_MARGIN) {
        oldLogProb[i] = (float) logProb[i];
      }
    }
  }

  private static float[] choices(int count, int range, RandomStream random) {
    float[] choices = new float[count];
    for (int i = 0; i < count; i++) {
      choices[i] = random.nextInt(range);
    }
    return choices;
  }

  private static double[] perturbed(double[] theta, RandomStream random) {
    for (int i = 0; i < theta.length; i++) {
      theta[i] += BEHAVIOUR_DISTANCE * random.nextNormal();
    }
    return theta;
  }

  private static float[] normals(int count, RandomStream random) {
    float[] normals = new float[count];
    for (int i = 0; i < count; i++) {
      normals[i] = (float) random.nextNormal();
    }
    return normals;
  }

  /** What a batch of them takes. */
  public long bytes() {
    return (long) Float.BYTES
        * (observations.length + actions.length + oldLogProb.length + advantage.length);
  }

  /** The tensors of θ, or of a gradient. */
  public static Map<String, float[]> tensors(Parameters parameters) {
    float[] all = parameters.toFloatArray();
    Map<String, float[]> tensors = new LinkedHashMap<>();
    for (String name : parameters.layout().names()) {
      ParameterLayout.Entry entry = parameters.layout().entry(name);
      float[] tensor = new float[entry.size()];
      System.arraycopy(all, entry.offset(), tensor, 0, tensor.length);
      tensors.put(name, tensor);
    }
    return tensors;
  }
}
