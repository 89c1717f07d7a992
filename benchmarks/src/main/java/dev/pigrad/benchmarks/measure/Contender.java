package dev.pigrad.benchmarks.measure;

/**
 * One engine's way to compute a product.
 *
 * @param product what is computed
 * @param engine its name
 * @param threads how many it uses
 * @param flops of the product's matrix products in one call, 0 where they say nothing
 * @param prepare makes the engine use the threads; before each round, not timed
 * @param call computes the product once
 */
public record Contender(
    String product, String engine, int threads, double flops, Runnable prepare, Runnable call) {
  /** One that needs no preparation. */
  public Contender(String product, String engine, int threads, double flops, Runnable call) {
    this(product, engine, threads, flops, () -> {}, call);
  }
}
