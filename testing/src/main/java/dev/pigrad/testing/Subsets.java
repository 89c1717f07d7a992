package dev.pigrad.testing;

import dev.pigrad.runtime.LoadedPolicy;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.ParameterLayout.Subset;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.RandomStream;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * A policy of which a subset of the parameters is trained: with P the projection on the subset, its
 * gradient is P g and its products are P A P v, to the last bit.
 */
final class Subsets {
  private Subsets() {}

  /** Of some tensors, and of those that no action depends on, which need no way back through it. */
  static void products(Trial trial) {
    for (Backend backend : Backend.values()) {
      if (backend.kernels().isPresent()) {
        Setting s = Setting.of(trial).on(backend.shared());
        Subset some = random(s);
        gradients(s, some);
        gradients(s, valueOnly(s));
        products(s, some);
      }
    }
  }

  /** ∇log π by the body, which no other parameter moves. */
  static void scores(Trial trial) {
    Setting s = Setting.of(trial);
    double[] theta = s.theta().toDoubleArray();
    Parameters score = s.policy().newGradient();
    score.copyFrom(s.eager().gradient(theta, at -> at.logProb(s.batch(), 0)));
    Agreement.of("score where no action depends on it")
        .check(0, score.norm(valueOnly(s)), Tolerance.EXACT.allowed(0));
  }

  /** Each tensor with probability 1/2. */
  static Subset random(Setting s) {
    ParameterLayout layout = s.policy().parameterLayout();
    RandomStream stream = RandomStream.of(s.trial().seed()).split(7);
    Set<String> chosen =
        layout.names().stream()
            .filter(name -> stream.nextInt(2) == 0)
            .collect(Collectors.toUnmodifiableSet());
    return layout.subset(chosen::contains);
  }

  private static Subset valueOnly(Setting s) {
    List<String> acting = s.policy().program().actingParameters();
    return s.policy().parameterLayout().subset(name -> !acting.contains(name));
  }

  static Parameters projected(Parameters v, Subset subset) {
    v.fill(0, subset.complement());
    return v;
  }

  private static void gradients(Setting s, Subset subset) {
    LoadedPolicy part = s.policy().training(subset);
    for (Loss loss : s.losses()) {
      Parameters found = stale(s);
      part.gradient(s.theta(), loss.program(), s.batch(), found);
      check(s, loss + " of a subset", projected(s.gradient(loss), subset), found);
    }
  }

  private static void products(Setting s, Subset subset) {
    LoadedPolicy part = s.policy().training(subset);
    try (var found = part.fisher(s.theta(), s.batch());
        var whole = s.policy().fisher(s.theta(), s.batch())) {
      product(s, "F v", subset, found::times, whole::times);
    }
    Loss loss = s.losses().getFirst();
    try (var found = part.hessian(s.theta(), loss.program(), s.batch());
        var whole = s.policy().hessian(s.theta(), loss.program(), s.batch())) {
      product(s, "H v", subset, found::times, whole::times);
    }
    Parameters within = projected(s.direction(1), subset);
    Agreement.ofRows("J v of a subset")
        .check(
            s.policy().jvp(s.theta(), within, s.batch()).logProb(),
            part.jvp(s.theta(), s.direction(1), s.batch()).logProb(),
            Tolerance.EXACT);
  }

  private static void product(
      Setting s,
      String what,
      Subset subset,
      BiConsumer<Parameters, Parameters> part,
      BiConsumer<Parameters, Parameters> whole) {
    Parameters found = stale(s);
    part.accept(s.direction(1), found);
    Parameters expected = s.policy().newGradient();
    whole.accept(projected(s.direction(1), subset), expected);
    check(s, what + " of a subset", projected(expected, subset), found);
  }

  private static Parameters stale(Setting s) {
    Parameters stale = s.policy().newGradient();
    stale.fill(1);
    return stale;
  }

  private static void check(Setting s, String what, Parameters expected, Parameters found) {
    s.agreement(what).check(expected.toDoubleArray(), found.toDoubleArray(), Tolerance.EXACT);
  }
}
