package dev.pigrad.runtime;

import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Which engine computes a policy's gradient over batches of some size faster: measured once. */
final class EngineChoice {
  private static final int WARM_UP = 3;
  private static final int MEASURED = 5;

  /** What was found, by policy, number of parameters and rows. */
  private static final Map<List<Object>, Boolean> DEVICE_IS_FASTER = new ConcurrentHashMap<>();

  private EngineChoice() {}

  /** The simd engine, or the OpenCL device where there is one that is faster. */
  static Engine of(PolicyProgram program, int rows) {
    List<Object> key = List.of(program.name(), program.parameters(), rows);
    boolean isDevice = DEVICE_IS_FASTER.computeIfAbsent(key, k -> deviceIsFaster(program, rows));
    return isDevice ? Engine.openCl() : Engine.simd();
  }

  private static boolean deviceIsFaster(PolicyProgram program, int rows) {
    try {
      if (Engine.openClDevices().isEmpty()) {
        return false;
      }
    } catch (EngineUnavailableException e) {
      return false; // there is no choice
    }
    return nanos(Engine::openCl, program, rows) < nanos(Engine::simd, program, rows);
  }

  /** The least time of a gradient, everything resident. */
  private static long nanos(Supplier<Engine> open, PolicyProgram program, int rows) {
    try (Engine engine = open.get()) {
      LoadedPolicy policy = engine.load(program);
      try (Parameters theta = policy.initialParameters(0);
          Parameters gradient = policy.newGradient();
          Batch batch = policy.newBatch(rows)) {
        program.inputs().forEach(leaf -> fill(batch, leaf));
        program.action().forEach(leaf -> fill(batch, leaf));
        long least = Long.MAX_VALUE;
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
          long start = System.nanoTime();
          differentiate(policy, theta, batch, gradient);
          least = i < WARM_UP ? least : Math.min(least, System.nanoTime() - start);
        }
        return least;
      }
    }
  }

  /** The score's gradient, or what else there is; reading its norm waits for it. */
  private static void differentiate(
      LoadedPolicy policy, Parameters theta, Batch batch, Parameters gradient) {
    if (policy.program().offers().contains(Quantity.LOG_PROB)) {
      policy.scoreGradient(theta, new double[batch.rows()], batch, gradient);
    } else {
      var _ = policy.value(theta, batch);
    }
    var _ = gradient.norm();
  }

  /** Any number will do: 0 is an index, 1 a mask, and ½ within the support of any action. */
  private static void fill(Batch batch, Leaf leaf) {
    batch
        .column(leaf.name())
        .fill(
            switch (leaf.kind()) {
              case INDEX -> 0;
              case MASK -> 1;
              case REAL, UNIFORM, NORMAL -> 0.5;
            });
  }
}
