package dev.pigrad.samples.command;

import dev.pigrad.rl.algorithm.ActorCritic;
import dev.pigrad.rl.algorithm.Algorithm;
import dev.pigrad.rl.algorithm.CrossEntropy;
import dev.pigrad.rl.algorithm.NaturalGradient;
import dev.pigrad.rl.algorithm.OffPolicyGradient;
import dev.pigrad.rl.algorithm.Ppo;
import dev.pigrad.rl.algorithm.PpoPenalty;
import dev.pigrad.rl.algorithm.Reinforce;
import dev.pigrad.rl.algorithm.RewardWeightedRegression;
import dev.pigrad.rl.algorithm.Trpo;
import dev.pigrad.rl.algorithm.TrpoDual;
import dev.pigrad.rl.report.StrictJson;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The algorithms to choose from: each with its {@code Config}, which a file can fill. */
enum Method {
  PPO(Ppo.Config.class, Ppo::new),
  PPO_PENALTY(PpoPenalty.Config.class, PpoPenalty::new),
  TRPO(Trpo.Config.class, Trpo::new),
  TRPO_DUAL(TrpoDual.Config.class, TrpoDual::new),
  NATURAL_GRADIENT(NaturalGradient.Config.class, NaturalGradient::new),
  ACTOR_CRITIC(ActorCritic.Config.class, ActorCritic::new),
  REINFORCE(Reinforce.Config.class, Reinforce::new),
  OFF_POLICY_GRADIENT(OffPolicyGradient.Config.class, OffPolicyGradient::new),
  REWARD_WEIGHTED_REGRESSION(RewardWeightedRegression.Config.class, RewardWeightedRegression::new),
  BEHAVIOURAL_CLONING(Imitation.class, Imitation::algorithm),
  CROSS_ENTROPY(CrossEntropy.Config.class, CrossEntropy::new);

  @SuppressWarnings("ImmutableEnumChecker") // no function here keeps anything
  private final Function<JsonNode, Algorithm> maker;

  <C extends Record> Method(Class<C> type, Function<C, Algorithm> algorithm) {
    this.maker = config -> algorithm.apply(StrictJson.convert(config, type));
  }

  /**
   * The algorithm with these numbers.
   *
   * @throws dev.pigrad.rl.report.ConfigException if they are not those that it takes
   */
  Algorithm make(JsonNode config) {
    return maker.apply(config);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
