package dev.pigrad.testing;

import dev.pigrad.lang.Dims;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/**
 * What must hold of every surrogate, as jqwik properties of its generated program on a policy that
 * has every quantity; otherwise as {@link PolicyProperties}:
 *
 * <pre>{@code
 * final class ClippedSurrogateTest implements SurrogateProperties<ClippedSurrogate> {}
 * }</pre>
 *
 * @param <S> the surrogate record
 */
@AddLifecycleHook(value = Guard.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
public interface SurrogateProperties<S extends Record> {

  /**
   * Values of the components by name: numbers up to 2, booleans and enum constants, each at random;
   * to be overridden where only some make sense.
   */
  default Arbitrary<Map<String, Object>> constants() {
    return Trials.constants(Subject.of(getClass(), SurrogateProperties.class));
  }

  /** Some rows: advantages of both signs, ratios on both sides of 1 and away from 1 ± 0.2. */
  @Provide
  default Arbitrary<Trial> steps() {
    return Trials.of(
        Subject.of(getClass(), SurrogateProperties.class),
        Arbitraries.just(Dims.none()),
        constants(),
        80);
  }

  /** The mean loss and each reported mean is what the body says. */
  @Property(tries = 25)
  default void valuesAreTheBodys(@ForAll("steps") Trial trial) {
    Surrogates.values(trial);
  }

  /** The gradient is the body's in dual numbers. */
  @Property(tries = 25)
  default void gradientIsTheBodys(@ForAll("steps") Trial trial) {
    Surrogates.gradient(trial);
  }

  /**
   * Each equation by itself: its derivative is its slope, and each kernel computes its equation.
   */
  @Property(tries = 2)
  default void everyEquationHasItsDerivativeAndItsKernel(@ForAll("steps") Trial trial) {
    Diagnosis.everyEquation(trial);
  }

  /** uᵀ H v is the derivative along v of the body's derivative along u. */
  @Property(tries = 15)
  default void hessianIsTheSlopeOfTheBodysDerivative(@ForAll("steps") Trial trial) {
    Surrogates.hessian(trial);
  }

  /** A gradient over a batch is the mean of those over its rows. */
  @Property(tries = 10)
  default void batchIsTheMeanOfItsRows(@ForAll("steps") Trial trial) {
    Surrogates.meanOfRows(trial);
  }

  /** Any number of threads, the same bits, on every engine. */
  @Property(tries = 2)
  default void bitsDoNotDependOnTheNumberOfThreads(@ForAll("steps") Trial trial) {
    Surrogates.threads(trial);
  }

  /** An OpenCL device computes what the reference does, up to single precision. */
  @Property(tries = 3)
  @Needs(backends = Backend.OPENCL)
  default void openClIsTheReference(@ForAll("steps") Trial trial) {
    Surrogates.parity(trial, Backend.OPENCL);
  }

  /** The SIMD engine computes what the reference does, up to single precision. */
  @Property(tries = 10)
  @Needs(backends = Backend.SIMD)
  default void simdIsTheReference(@ForAll("steps") Trial trial) {
    Surrogates.parity(trial, Backend.SIMD);
  }
}
