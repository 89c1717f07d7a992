package dev.pigrad.runtime;

import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.SurrogateProgram;

/** What a policy can compute, and the one error when it is asked for more. */
final class Offers {
  private Offers() {}

  /** A surrogate meets a policy. */
  static void require(PolicyProgram policy, SurrogateProgram surrogate) {
    for (Quantity quantity : Quantity.values()) {
      if (quantity.isDifferentiable()
          && surrogate.reads().contains(quantity)
          && !policy.offers().contains(quantity)) {
        throw new IllegalArgumentException(
            "surrogate '"
                + surrogate.name()
                + "' reads "
                + accessor(quantity)
                + ", but policy '"
                + policy.name()
                + "' has no "
                + noun(quantity)
                + "; "
                + remedy(quantity)
                + ", or use a surrogate that does not read "
                + accessor(quantity));
      }
    }
  }

  /** The caller asks a policy for a quantity. */
  static void require(PolicyProgram policy, Quantity quantity) {
    if (!policy.offers().contains(quantity)) {
      throw new IllegalArgumentException(
          "policy '" + policy.name() + "' has no " + noun(quantity) + "; " + remedy(quantity));
    }
  }

  /** The position of an output. */
  static int output(PolicyProgram policy, String name) {
    int position = policy.outputs().indexOf(name);
    if (position < 0) {
      throw new IllegalArgumentException(
          "policy '"
              + policy.name()
              + "' has no output '"
              + name
              + "', it has "
              + policy.outputs()
              + "; give it an @Output method of that name");
    }
    return position;
  }

  private static String accessor(Quantity quantity) {
    return switch (quantity) {
      case LOG_PROB -> "step.logProb()";
      case OLD_LOG_PROB -> "step.oldLogProb()";
      case ENTROPY -> "step.entropy()";
      case KL -> "step.kl()";
      case VALUE -> "step.value()";
      case OLD_VALUE -> "step.oldValue()";
      case ADVANTAGE -> "step.advantage()";
      case RETURN_TARGET -> "step.returnTarget()";
      case WEIGHT -> "step.weight()";
    };
  }

  private static String noun(Quantity quantity) {
    return switch (quantity) {
      case LOG_PROB, OLD_LOG_PROB -> "log-probability";
      case ENTROPY -> "entropy";
      case KL -> "KL divergence";
      case VALUE, OLD_VALUE -> "value function";
      case ADVANTAGE -> "advantage";
      case RETURN_TARGET -> "return target";
      case WEIGHT -> "weight";
    };
  }

  private static String remedy(Quantity quantity) {
    return switch (quantity) {
      case LOG_PROB, OLD_LOG_PROB -> "give it an @ActionDistribution or a @LogProb method";
      case ENTROPY -> "give its distribution an entropy() method";
      case KL -> "give its distribution a kl(…) method";
      case VALUE, OLD_VALUE -> "give it a @ValueFunction method";
      case ADVANTAGE, RETURN_TARGET, WEIGHT -> "set the column of the batch";
    };
  }
}
