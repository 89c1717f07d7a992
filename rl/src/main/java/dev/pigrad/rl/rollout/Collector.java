package dev.pigrad.rl.rollout;

import dev.pigrad.runtime.Parameters;

/** Acts in environments and keeps what happens. */
public interface Collector extends AutoCloseable {
  /** A rollout with the policy's parameters θ; valid until the next one is collected. */
  Rollout collect(Parameters theta);

  /** Where it acts: all that changes from one rollout to the next. */
  VectorEnvironment environments();

  @Override
  void close();
}
