package dev.pigrad.testing;

import dev.pigrad.lang.Dims;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/**
 * What must hold of every plain {@code @Differentiable} record, a layer say, as jqwik properties of
 * what is generated where a policy uses it; otherwise as {@link PolicyProperties}:
 *
 * <pre>{@code
 * final class LayerNormTest implements DifferentiableProperties<LayerNorm<?>> {}
 * }</pre>
 *
 * <p>Each public method from scalars, vectors, matrices, indices, masks and records to a scalar or
 * a vector is tried, at random arguments and sizes of its type parameters, and differentiated in
 * all of them.
 *
 * @param <R> the record, public
 */
@AddLifecycleHook(value = Guard.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
public interface DifferentiableProperties<R extends Record> {

  /** Sizes of the type parameters, by name, each at random by itself. */
  default Arbitrary<Dims> dims(Class<? extends Record> policy, int largest) {
    return Trials.dims(new Subject(policy), largest);
  }

  /**
   * Values of the constant components by path: numbers up to 2, booleans and enum constants, each
   * at random; to be overridden where only some make sense.
   */
  default Arbitrary<Map<String, Object>> constants() {
    return Trials.constants(Subject.of(getClass(), DifferentiableProperties.class));
  }

  /** Small enough for a derivative by dual numbers of every parameter. */
  @Provide
  default Arbitrary<Trial> small() {
    return Trials.around(this, 5, 4);
  }

  /** More than a tile of rows, and more than a vector of lanes. */
  @Provide
  default Arbitrary<Trial> large() {
    return Trials.around(this, 20, 80);
  }

  /** Results are what the body says. */
  @Property(tries = 25)
  default void valuesAreTheBodys(@ForAll("small") Trial trial) {
    Values.distribution(trial);
  }

  /** Gradients are the body's in dual numbers. */
  @Property(tries = 25)
  default void gradientIsTheBodys(@ForAll("small") Trial trial) {
    Derivatives.gradients(trial);
  }

  /** J v is the body's in dual numbers. */
  @Property(tries = 25)
  default void jacobianVectorProductIsTheBodys(@ForAll("small") Trial trial) {
    Derivatives.tangents(trial);
  }

  /** ⟨J v, u⟩ = ⟨v, Jᵀ u⟩. */
  @Property(tries = 15)
  default void forwardAndReverseModeAreAdjoint(@ForAll("large") Trial trial) {
    Derivatives.adjoint(trial);
  }

  /** A gradient over a batch is the mean of those over its rows. */
  @Property(tries = 5)
  default void batchIsTheMeanOfItsRows(@ForAll("large") Trial trial) {
    Batches.meanOfRows(trial);
  }

  /** An OpenCL device computes what the reference does, up to single precision: one by one. */
  @Property(tries = 6)
  @Needs(backends = Backend.OPENCL)
  default void openClIsTheReference(@ForAll("large") Trial trial) {
    Parity.ofOne(trial, Backend.OPENCL);
  }

  /** The SIMD engine computes what the reference does, up to single precision. */
  @Property(tries = 5)
  @Needs(backends = Backend.SIMD)
  default void simdIsTheReference(@ForAll("large") Trial trial) {
    Parity.ofAll(trial, Backend.SIMD);
  }

  /** Where the body's results are numbers, so are the program's, far from usual inputs. */
  @Property(tries = 15)
  default void resultsAreFiniteAtExtremes(@ForAll("small") Trial trial) {
    Extremes.finiteness(trial, List.of(Backend.REFERENCE, Backend.SIMD));
  }

  /** As {@link #resultsAreFiniteAtExtremes}, on an OpenCL device. */
  @Property(tries = 2)
  @Needs(backends = Backend.OPENCL)
  default void resultsOfOpenClAreFiniteAtExtremes(@ForAll("small") Trial trial) {
    Extremes.finiteness(trial, List.of(Backend.OPENCL));
  }
}
