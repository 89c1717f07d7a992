package dev.pigrad.benchmarks.workload;

/** A network and how many samples go through it at once. */
public record Workload(int rows, Network network) {
  /** Flops of the matrix products of a gradient. */
  public double gradientFlops() {
    return rows * network.gradientFlops();
  }

  /** Flops of the matrix products of a forward pass. */
  public double forwardFlops() {
    return rows * network.forwardFlops();
  }

  /** {@code 2048x17-64-64-6}. */
  @Override
  public String toString() {
    return rows + "x" + network;
  }
}
