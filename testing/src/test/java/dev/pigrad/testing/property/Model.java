package dev.pigrad.testing.property;

import dev.pigrad.lang.Dims;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.testing.policy.CholeskyPolicy;
import dev.pigrad.testing.policy.CholeskyPolicyProgram;
import dev.pigrad.testing.policy.ConstantsPolicy;
import dev.pigrad.testing.policy.ConstantsPolicyProgram;
import dev.pigrad.testing.policy.DeepPolicy;
import dev.pigrad.testing.policy.DeepPolicyProgram;
import dev.pigrad.testing.policy.DensityPolicy;
import dev.pigrad.testing.policy.DensityPolicyProgram;
import dev.pigrad.testing.policy.EveryFunctionPolicy;
import dev.pigrad.testing.policy.EveryFunctionPolicyProgram;
import dev.pigrad.testing.policy.HeadsPolicy;
import dev.pigrad.testing.policy.HeadsPolicyProgram;
import dev.pigrad.testing.policy.JointActionPolicy;
import dev.pigrad.testing.policy.JointActionPolicyProgram;
import dev.pigrad.testing.policy.LayersPolicy;
import dev.pigrad.testing.policy.LayersPolicyProgram;
import dev.pigrad.testing.policy.LogisticPolicy;
import dev.pigrad.testing.policy.LogisticPolicyProgram;
import dev.pigrad.testing.policy.MaskedPolicy;
import dev.pigrad.testing.policy.MaskedPolicyProgram;
import dev.pigrad.testing.policy.MatricesPolicy;
import dev.pigrad.testing.policy.MatricesPolicyProgram;
import dev.pigrad.testing.policy.MixturePolicy;
import dev.pigrad.testing.policy.MixturePolicyProgram;
import dev.pigrad.testing.policy.MlpPolicy;
import dev.pigrad.testing.policy.MlpPolicyProgram;
import dev.pigrad.testing.policy.OutputsPolicy;
import dev.pigrad.testing.policy.OutputsPolicyProgram;
import dev.pigrad.testing.policy.SeparateCriticPolicy;
import dev.pigrad.testing.policy.SeparateCriticPolicyProgram;
import dev.pigrad.testing.policy.SeveralInputsPolicy;
import dev.pigrad.testing.policy.SeveralInputsPolicyProgram;
import dev.pigrad.testing.policy.SharedCholeskyPolicy;
import dev.pigrad.testing.policy.SharedCholeskyPolicyProgram;
import dev.pigrad.testing.policy.SharedTrunkPolicy;
import dev.pigrad.testing.policy.SharedTrunkPolicyProgram;
import dev.pigrad.testing.policy.SpecialFunctionsPolicy;
import dev.pigrad.testing.policy.SpecialFunctionsPolicyProgram;
import dev.pigrad.testing.policy.VariantsPolicy;
import dev.pigrad.testing.policy.VariantsPolicyProgram;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The policies that the properties are about. */
@SuppressWarnings("ImmutableEnumChecker") // functions and generated programs have no state
enum Model {
  SHARED_TRUNK(
      SharedTrunkPolicy.class,
      SharedTrunkPolicyProgram::new,
      s ->
          Dims.of(SharedTrunkPolicy.Obs.class, s.inputs())
              .and(SharedTrunkPolicy.Hidden.class, s.hidden())
              .and(SharedTrunkPolicy.Act.class, s.actions())),
  SEPARATE_CRITIC(
      SeparateCriticPolicy.class,
      SeparateCriticPolicyProgram::new,
      s ->
          Dims.of(SeparateCriticPolicy.Obs.class, s.inputs())
              .and(SeparateCriticPolicy.Hidden.class, s.hidden())
              .and(SeparateCriticPolicy.Act.class, s.actions())),
  MASKED(
      MaskedPolicy.class,
      MaskedPolicyProgram::new,
      s ->
          Dims.of(MaskedPolicy.Obs.class, s.inputs())
              .and(MaskedPolicy.Hidden.class, s.hidden())
              .and(MaskedPolicy.Act.class, s.actions())),
  SEVERAL_INPUTS(
      SeveralInputsPolicy.class,
      SeveralInputsPolicyProgram::new,
      s ->
          Dims.of(SeveralInputsPolicy.Position.class, s.inputs())
              .and(SeveralInputsPolicy.Goal.class, s.actions())
              .and(SeveralInputsPolicy.Joint.class, s.inputs() + s.actions())
              .and(SeveralInputsPolicy.Hidden.class, s.hidden())
              .and(SeveralInputsPolicy.Act.class, s.actions())),
  JOINT_ACTION(
      JointActionPolicy.class,
      JointActionPolicyProgram::new,
      s ->
          Dims.of(JointActionPolicy.Obs.class, s.inputs())
              .and(JointActionPolicy.Hidden.class, s.hidden())
              .and(JointActionPolicy.Twice.class, 2 * s.hidden())
              .and(JointActionPolicy.Steer.class, s.actions())
              .and(JointActionPolicy.Gear.class, s.inputs())),
  CONSTANTS(
      ConstantsPolicy.class,
      dims -> new ConstantsPolicyProgram(1.25, 0.75, dims),
      s ->
          Dims.of(ConstantsPolicy.Obs.class, s.inputs())
              .and(ConstantsPolicy.Hidden.class, s.hidden())
              .and(ConstantsPolicy.Act.class, s.actions()),
      Map.of("reach", 1.25, "temperature", 0.75)),
  VARIANTS_TANH(
      VariantsPolicy.class,
      dims -> new VariantsPolicyProgram(VariantsPolicy.Activation.TANH, true, 1.25, dims),
      s ->
          Dims.of(VariantsPolicy.Obs.class, s.inputs())
              .and(VariantsPolicy.Hidden.class, s.hidden())
              .and(VariantsPolicy.Act.class, s.actions()),
      Map.of("activation", VariantsPolicy.Activation.TANH, "isDeep", true, "reach", 1.25)),
  VARIANTS_RELU(
      VariantsPolicy.class,
      dims -> new VariantsPolicyProgram(VariantsPolicy.Activation.RELU, true, 0.25, dims),
      s ->
          Dims.of(VariantsPolicy.Obs.class, s.inputs())
              .and(VariantsPolicy.Hidden.class, s.hidden())
              .and(VariantsPolicy.Act.class, s.actions()),
      Map.of("activation", VariantsPolicy.Activation.RELU, "isDeep", true, "reach", 0.25)),
  VARIANTS_SIGMOID(
      VariantsPolicy.class,
      dims -> new VariantsPolicyProgram(VariantsPolicy.Activation.SIGMOID, false, 0.75, dims),
      s ->
          Dims.of(VariantsPolicy.Obs.class, s.inputs())
              .and(VariantsPolicy.Hidden.class, s.hidden())
              .and(VariantsPolicy.Act.class, s.actions()),
      Map.of("activation", VariantsPolicy.Activation.SIGMOID, "isDeep", false, "reach", 0.75)),
  DEEP(
      DeepPolicy.class,
      DeepPolicyProgram::new,
      s ->
          Dims.of(DeepPolicy.Obs.class, s.inputs())
              .and(DeepPolicy.Hidden.class, s.hidden())
              .and(DeepPolicy.Act.class, s.actions())),
  EVERY_FUNCTION(
      EveryFunctionPolicy.class,
      EveryFunctionPolicyProgram::new,
      s ->
          Dims.of(EveryFunctionPolicy.Obs.class, s.inputs())
              .and(EveryFunctionPolicy.Act.class, s.actions())),
  SPECIAL_FUNCTIONS(
      SpecialFunctionsPolicy.class,
      SpecialFunctionsPolicyProgram::new,
      s ->
          Dims.of(SpecialFunctionsPolicy.Obs.class, s.inputs())
              .and(SpecialFunctionsPolicy.Act.class, s.actions())),
  MATRICES(
      MatricesPolicy.class,
      MatricesPolicyProgram::new,
      s ->
          Dims.of(MatricesPolicy.Obs.class, s.inputs())
              .and(MatricesPolicy.Hidden.class, s.hidden())
              .and(MatricesPolicy.Act.class, s.actions())
              .and(MatricesPolicy.Entries.class, s.hidden() * s.inputs())),
  CHOLESKY(
      CholeskyPolicy.class,
      CholeskyPolicyProgram::new,
      s ->
          Dims.of(CholeskyPolicy.Obs.class, s.inputs())
              .and(CholeskyPolicy.Hidden.class, s.hidden())
              .and(CholeskyPolicy.Act.class, s.actions())
              .and(CholeskyPolicy.Entries.class, s.actions() * s.actions())),
  SHARED_CHOLESKY(
      SharedCholeskyPolicy.class,
      SharedCholeskyPolicyProgram::new,
      s ->
          Dims.of(SharedCholeskyPolicy.Obs.class, s.inputs())
              .and(SharedCholeskyPolicy.Hidden.class, s.hidden())
              .and(SharedCholeskyPolicy.Act.class, s.actions())),
  HEADS(
      HeadsPolicy.class,
      HeadsPolicyProgram::new,
      s ->
          Dims.of(HeadsPolicy.Obs.class, s.inputs())
              .and(HeadsPolicy.Hidden.class, s.hidden())
              .and(HeadsPolicy.Steer.class, s.actions())
              .and(HeadsPolicy.Gear.class, s.hidden())),
  MIXTURE(
      MixturePolicy.class,
      MixturePolicyProgram::new,
      s ->
          Dims.of(MixturePolicy.Obs.class, s.inputs())
              .and(MixturePolicy.Hidden.class, s.hidden())
              .and(MixturePolicy.Components.class, s.hidden())
              .and(MixturePolicy.Act.class, s.actions())
              .and(MixturePolicy.Entries.class, s.hidden() * s.actions())),
  LAYERS(
      LayersPolicy.class,
      LayersPolicyProgram::new,
      s ->
          Dims.of(LayersPolicy.Obs.class, s.inputs())
              .and(LayersPolicy.Hidden.class, s.hidden())
              .and(LayersPolicy.Act.class, s.actions())),
  DENSITY(
      DensityPolicy.class,
      DensityPolicyProgram::new,
      s ->
          Dims.of(DensityPolicy.Obs.class, s.inputs())
              .and(DensityPolicy.Hidden.class, s.hidden())
              .and(DensityPolicy.Gear.class, s.inputs())
              .and(DensityPolicy.Act.class, s.actions())),
  MLP(
      MlpPolicy.class,
      dims -> new MlpPolicyProgram(0.25, 0.125, dims),
      s ->
          Dims.of(MlpPolicy.Obs.class, s.inputs())
              .and(MlpPolicy.Hidden.class, s.hidden())
              .and(MlpPolicy.Act.class, s.actions()),
      Map.of("critics.first.activation.slope", 0.25, "critics.second.activation.slope", 0.125)),
  OUTPUTS(
      OutputsPolicy.class,
      OutputsPolicyProgram::new,
      s ->
          Dims.of(OutputsPolicy.Obs.class, s.inputs())
              .and(OutputsPolicy.Hidden.class, s.hidden())
              .and(OutputsPolicy.Act.class, s.actions())),
  LOGISTIC(
      LogisticPolicy.class,
      LogisticPolicyProgram::new,
      s ->
          Dims.of(LogisticPolicy.Obs.class, s.inputs()).and(LogisticPolicy.Act.class, s.actions()));

  /** Those whose distribution has an entropy, a KL divergence and a mode. */
  static final Set<Model> WITH_KL = EnumSet.complementOf(EnumSet.of(LOGISTIC, MIXTURE, DENSITY));

  /** Those whose bodies hold nothing constant with {@code stopGradient}. */
  static final Set<Model> WITHOUT_STOP =
      EnumSet.complementOf(EnumSet.of(CONSTANTS, EVERY_FUNCTION, MATRICES));

  /** Those that draw actions. */
  static final Set<Model> WITH_SAMPLE = EnumSet.complementOf(EnumSet.of(DENSITY));

  /** Those with a value function. */
  static final Set<Model> WITH_VALUE =
      EnumSet.complementOf(EnumSet.of(MASKED, LOGISTIC, CHOLESKY, MIXTURE, HEADS));

  private final Class<? extends Record> type;
  private final Function<Dims, PolicyProgram> program;
  private final Function<Sizes, Dims> dims;
  private final Map<String, ?> constants;

  Model(
      Class<? extends Record> type,
      Function<Dims, PolicyProgram> program,
      Function<Sizes, Dims> dims) {
    this(type, program, dims, Map.of());
  }

  Model(
      Class<? extends Record> type,
      Function<Dims, PolicyProgram> program,
      Function<Sizes, Dims> dims,
      Map<String, ?> constants) {
    this.type = type;
    this.program = program;
    this.dims = dims;
    this.constants = constants;
  }

  /** The open sizes of a model, each used for one dim or more. */
  record Sizes(int inputs, int hidden, int actions) {}

  Class<? extends Record> type() {
    return type;
  }

  PolicyProgram program(Sizes sizes) {
    return program.apply(dims(sizes));
  }

  Dims dims(Sizes sizes) {
    return dims.apply(sizes);
  }

  Map<String, ?> constants() {
    return constants;
  }
}
