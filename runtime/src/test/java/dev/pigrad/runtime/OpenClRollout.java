package dev.pigrad.runtime;

/** Every kind of native call, by way of a gradient. */
public final class OpenClRollout {
  private OpenClRollout() {}

  /** Acts, differentiates, and reads the result. */
  public static void run(Engine engine) {
    OddRollout rollout = new OddRollout(engine, 20);
    var _ = rollout.differentiate();
    var _ = rollout.gradient.norm();
    var _ = rollout.gradient.toDoubleArray();
  }
}
