package dev.pigrad.runtime;

import java.util.random.RandomGenerator;

/**
 * A random number generator whose whole state is a seed and a counter (SplitMix64: Steele, Lea and
 * Flood 2014), so that it can be written down, restored and split into streams that do not depend
 * on the order of use. The same numbers on every machine and backend.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class RandomStream implements RandomGenerator {
  /** 2⁶⁴ / golden ratio. */
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** The largest number below 1 that a float can hold. */
  private static final double LARGEST_UNIFORM = 1 - 0x1p-24;

  /** The power of the last term: (½ π)²³ / 23! is below 2⁻⁵⁹. */
  private static final int LAST_SINE_TERM = 21;

  private final long seed;
  private final long start;
  private long counter;

  private RandomStream(long seed, long counter) {
    this.seed = seed;
    this.start = mix(mix(seed + GOLDEN_GAMMA) ^ GOLDEN_GAMMA);
    this.counter = counter;
  }

  /** The stream of {@code seed}, at its beginning. */
  public static RandomStream of(long seed) {
    return new RandomStream(seed, 0);
  }

  /** The stream that {@link #seed} and {@link #counter} describe. */
  public static RandomStream restore(long seed, long counter) {
    return new RandomStream(seed, counter);
  }

  /** Another stream, independent of this one's position. */
  public RandomStream split(int index) {
    return new RandomStream(mix(start ^ mix((index + 1L) * GOLDEN_GAMMA)), 0);
  }

  /** What tells this stream from others. */
  public long seed() {
    return seed;
  }

  /** How many 64-bit numbers were drawn. */
  public long counter() {
    return counter;
  }

  /** Goes to where {@link #counter} was this. */
  public void moveTo(long counter) {
    this.counter = counter;
  }

  @Override
  public long nextLong() {
    counter++;
    return mix(start + counter * GOLDEN_GAMMA);
  }

  /** Stafford's variant 13 of MurmurHash3's finaliser. */
  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform on (0, 1), never 0 or 1, not even as a float. */
  public double nextUniformOpen() {
    double uniform = ((nextLong() >>> 11) + 0.5) * 0x1p-53;
    return Math.min(uniform, LARGEST_UNIFORM);
  }

  /** Standard normal, by Box and Muller's transform of two uniforms. */
  public double nextNormal() {
    double radius = Math.sqrt(-2 * StrictMath.log(nextUniformOpen()));
    return radius * cosineOfTurn(nextUniformOpen());
  }

  /**
   * cos 2πu for u in [0, 1], which is −sin 2πw with w = ¼ − |u − ½|: the Taylor series on ±½ π,
   * whose rest is below 2⁻⁵⁹. The library's cosine makes an object in each call.
   */
  static double cosineOfTurn(double u) {
    double x = 2 * Math.PI * (0.25 - Math.abs(u - 0.5));
    double square = x * x;
    double sum = 0;
    for (int i = LAST_SINE_TERM; i >= 3; i -= 2) {
      // sin x = x (1 − x²/(2·3) (1 − x²/(4·5) (1 − …)))
      sum = (1 - sum) * square / (i * (i - 1));
    }
    return -x * (1 - sum);
  }

  /** {@link #nextNormal}: no state but the counter. */
  @Override
  public double nextGaussian() {
    return nextNormal();
  }
}
