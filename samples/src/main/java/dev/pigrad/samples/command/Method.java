package dev.pigrad.samples.command;

import dev.pigrad.rl.algorithm.Algorithm;
import dev.pigrad.rl.algorithm.Ppo;
import dev.pigrad.rl.algorithm.Reinforce;
import dev.pigrad.rl.report.StrictJson;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The algorithms to choose from: each with its {@code Config}, which a file can fill. */
enum Method {
  PPO(Ppo.Config.class, Ppo::new),
  REINFORCE(Reinforce.Config.class, Reinforce::new);

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
    return name().toLowerCase(Locale.ROOT);
  }
}
