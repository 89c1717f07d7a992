package dev.pigrad.testing;

import dev.pigrad.lang.Dims;
import dev.pigrad.testing.policy.CholeskyPolicy;
import dev.pigrad.testing.policy.ConstantsPolicy;
import dev.pigrad.testing.policy.DeepPolicy;
import dev.pigrad.testing.policy.DensityPolicy;
import dev.pigrad.testing.policy.EveryFunctionPolicy;
import dev.pigrad.testing.policy.FrozenPolicy;
import dev.pigrad.testing.policy.HeadsPolicy;
import dev.pigrad.testing.policy.JointActionPolicy;
import dev.pigrad.testing.policy.LayersPolicy;
import dev.pigrad.testing.policy.LogisticPolicy;
import dev.pigrad.testing.policy.MaskedPolicy;
import dev.pigrad.testing.policy.MatricesPolicy;
import dev.pigrad.testing.policy.MixturePolicy;
import dev.pigrad.testing.policy.MlpPolicy;
import dev.pigrad.testing.policy.OutputsPolicy;
import dev.pigrad.testing.policy.SeparateCriticPolicy;
import dev.pigrad.testing.policy.SeveralInputsPolicy;
import dev.pigrad.testing.policy.SharedCholeskyPolicy;
import dev.pigrad.testing.policy.SharedTrunkPolicy;
import dev.pigrad.testing.policy.SpecialFunctionsPolicy;
import dev.pigrad.testing.policy.VariantsPolicy;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Group;

/** The kit on policies that leave nothing of the language out. */
@SuppressWarnings("ClassCanBeStatic") // jqwik's groups are inner classes
final class PoliciesTest {
  @Group
  final class SharedTrunk implements PolicyProperties<SharedTrunkPolicy> {}

  @Group
  final class SeparateCritic implements PolicyProperties<SeparateCriticPolicy> {}

  @Group
  final class Masked implements PolicyProperties<MaskedPolicy> {}

  @Group
  final class SeveralInputs implements PolicyProperties<SeveralInputsPolicy> {
    @Override
    public Arbitrary<Dims> dims(int largest) {
      return sizes(
          largest,
          (a, b, c) ->
              Dims.of(SeveralInputsPolicy.Position.class, a)
                  .and(SeveralInputsPolicy.Goal.class, c)
                  .and(SeveralInputsPolicy.Joint.class, a + c)
                  .and(SeveralInputsPolicy.Hidden.class, b)
                  .and(SeveralInputsPolicy.Act.class, c));
    }
  }

  @Group
  final class JointAction implements PolicyProperties<JointActionPolicy> {
    @Override
    public Arbitrary<Dims> dims(int largest) {
      return sizes(
          largest,
          (a, b, c) ->
              Dims.of(JointActionPolicy.Obs.class, a)
                  .and(JointActionPolicy.Hidden.class, b)
                  .and(JointActionPolicy.Twice.class, 2 * b)
                  .and(JointActionPolicy.Steer.class, c)
                  .and(JointActionPolicy.Gear.class, a));
    }
  }

  @Group
  final class Constants implements PolicyProperties<ConstantsPolicy> {}

  @Group
  final class Variants implements PolicyProperties<VariantsPolicy> {}

  @Group
  final class Deep implements PolicyProperties<DeepPolicy> {}

  @Group
  final class EveryFunction implements PolicyProperties<EveryFunctionPolicy> {}

  @Group
  final class SpecialFunctions implements PolicyProperties<SpecialFunctionsPolicy> {}

  @Group
  final class Matrices implements PolicyProperties<MatricesPolicy> {
    @Override
    public Arbitrary<Dims> dims(int largest) {
      return sizes(
          largest,
          (a, b, c) ->
              Dims.of(MatricesPolicy.Obs.class, a)
                  .and(MatricesPolicy.Hidden.class, b)
                  .and(MatricesPolicy.Act.class, c)
                  .and(MatricesPolicy.Entries.class, b * a));
    }
  }

  @Group
  final class Cholesky implements PolicyProperties<CholeskyPolicy> {
    @Override
    public Arbitrary<Dims> dims(int largest) {
      return sizes(
          largest,
          (a, b, c) ->
              Dims.of(CholeskyPolicy.Obs.class, a)
                  .and(CholeskyPolicy.Hidden.class, b)
                  .and(CholeskyPolicy.Act.class, c)
                  .and(CholeskyPolicy.Entries.class, c * c));
    }
  }

  @Group
  final class SharedCholesky implements PolicyProperties<SharedCholeskyPolicy> {}

  @Group
  final class Heads implements PolicyProperties<HeadsPolicy> {}

  @Group
  final class Mixture implements PolicyProperties<MixturePolicy> {
    @Override
    public Arbitrary<Dims> dims(int largest) {
      return sizes(
          largest,
          (a, b, c) ->
              Dims.of(MixturePolicy.Obs.class, a)
                  .and(MixturePolicy.Hidden.class, b)
                  .and(MixturePolicy.Components.class, b)
                  .and(MixturePolicy.Act.class, c)
                  .and(MixturePolicy.Entries.class, b * c));
    }
  }

  @Group
  final class Layers implements PolicyProperties<LayersPolicy> {}

  @Group
  final class Perceptron implements PolicyProperties<MlpPolicy> {}

  @Group
  final class Outputs implements PolicyProperties<OutputsPolicy> {}

  @Group
  final class Logistic implements PolicyProperties<LogisticPolicy> {}

  @Group
  final class Density implements PolicyProperties<DensityPolicy> {}

  @Group
  final class Frozen implements PolicyProperties<FrozenPolicy> {}

  private interface Sized {
    Dims of(int a, int b, int c);
  }

  private static Arbitrary<Dims> sizes(int largest, Sized dims) {
    var size = Arbitraries.integers().between(1, largest);
    return Combinators.combine(size, size, size).as(dims::of);
  }
}
