package dev.pigrad.runtime;

import java.util.List;
import java.util.stream.IntStream;

/** A batch of {@link OddPolicy} that another θ has acted in, and every call on it. */
final class OddRollout {
  final LoadedPolicy policy;
  final OddLossProgram loss = new OddLossProgram(new OddLoss(0.2));
  final Parameters theta;
  final Parameters gradient;
  final Batch batch;
  final List<RandomStream> streams;

  OddRollout(Engine engine, int rows) {
    policy = engine.load(new OddPolicyProgram());
    Parameters behaviour = policy.initialParameters(3);
    theta = policy.initialParameters(3);
    theta.axpy(0.05, policy.initialParameters(4));
    gradient = policy.newGradient();
    batch = policy.newBatch(rows);
    streams = IntStream.range(0, rows).mapToObj(RandomStream.of(7)::split).toList();
    RandomStream random = RandomStream.of(5);
    double[] observation = new double[5];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < observation.length; i++) {
        observation[i] = random.nextNormal();
      }
      batch.column("observation").set(row, observation);
      batch.column(Batch.ADVANTAGE).set(row, random.nextNormal());
      batch.column(Batch.RETURN_TARGET).set(row, random.nextNormal());
    }
    policy.act(behaviour, batch, streams);
  }

  GradientResult differentiate() {
    return policy.gradient(theta, loss, batch, gradient);
  }

  void act() {
    policy.act(theta, batch, streams);
  }
}
