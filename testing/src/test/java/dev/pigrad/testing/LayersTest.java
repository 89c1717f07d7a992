package dev.pigrad.testing;

import dev.pigrad.distribution.CholeskyGaussian;
import dev.pigrad.distribution.Gaussian;
import dev.pigrad.nn.LayerNorm;
import dev.pigrad.nn.Linear;
import net.jqwik.api.Group;

/** The kit on plain records: layers, and distributions by themselves. */
@SuppressWarnings("ClassCanBeStatic") // jqwik's groups are inner classes
final class LayersTest {
  @Group
  final class OfLinear implements DifferentiableProperties<Linear<?, ?>> {}

  @Group
  final class OfLayerNorm implements DifferentiableProperties<LayerNorm<?>> {}

  @Group
  final class OfGaussian implements DifferentiableProperties<Gaussian<?>> {}

  @Group
  final class OfCholesky implements DifferentiableProperties<CholeskyGaussian<?>> {}
}
