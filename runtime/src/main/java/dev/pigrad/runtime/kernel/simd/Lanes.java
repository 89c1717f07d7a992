package dev.pigrad.runtime.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector shape of this process: the widest that the processor prefers, or the one that the
 * system property {@code pigrad.lanes} (128, 256 or 512 bits) names.
 *
 * <p>A {@code static final} species is what lets the compiler turn a vector operation into one
 * instruction. There is only one: the methods of {@link FloatVector} call each other virtually, and
 * once they have met two species, some orders of compilation leave vectors on the heap.
 */
final class Lanes {

  static final VectorSpecies<Float> SPECIES = species(Integer.getInteger("pigrad.lanes", 0));

  /** Floats in a vector, a power of two. */
  static final int COUNT = SPECIES.length();

  /**
   * As wide, of doubles: half as many. x86 has no masks of two lanes, so that functions in double
   * precision are slow where 128 bits are forced.
   */
  static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, SPECIES.vectorShape());

  /** Doubles in a vector. */
  static final int DOUBLE_COUNT = DOUBLES.length();

  /** Whether 4 × 4 accumulators fit the registers: 512-bit vectors come with 32, AVX2 has 16. */
  static final boolean WIDE = SPECIES.vectorBitSize() == 512;

  private Lanes() {}

  /** {@code length} rounded up to whole vectors. */
  static int roundUp(int length) {
    return (length + COUNT - 1) & -COUNT;
  }

  private static VectorSpecies<Float> species(int bits) {
    return bits == 0
        ? FloatVector.SPECIES_PREFERRED
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }
}
