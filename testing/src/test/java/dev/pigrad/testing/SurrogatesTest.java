package dev.pigrad.testing;

import dev.pigrad.rl.surrogate.ClippedSurrogate;
import dev.pigrad.rl.surrogate.ImportanceWeighted;
import dev.pigrad.rl.surrogate.KlPenalty;
import dev.pigrad.rl.surrogate.NegativeLogLikelihood;
import dev.pigrad.rl.surrogate.PpoLoss;
import dev.pigrad.rl.surrogate.ScoreFunction;
import dev.pigrad.rl.surrogate.ValueFit;
import dev.pigrad.testing.policy.ConstrainedLoss;
import dev.pigrad.testing.policy.EveryQuantity;
import dev.pigrad.testing.policy.ValueBesideOutputs;
import net.jqwik.api.Group;

/** The kit on every surrogate. */
@SuppressWarnings("ClassCanBeStatic") // jqwik's groups are inner classes
final class SurrogatesTest {
  @Group
  final class OfClippedSurrogate implements SurrogateProperties<ClippedSurrogate> {}

  @Group
  final class OfImportanceWeighted implements SurrogateProperties<ImportanceWeighted> {}

  @Group
  final class OfKlPenalty implements SurrogateProperties<KlPenalty> {}

  @Group
  final class OfNegativeLogLikelihood implements SurrogateProperties<NegativeLogLikelihood> {}

  @Group
  final class OfPpoLoss implements SurrogateProperties<PpoLoss> {}

  @Group
  final class OfScoreFunction implements SurrogateProperties<ScoreFunction> {}

  @Group
  final class OfValueFit implements SurrogateProperties<ValueFit> {}

  @Group
  final class OfConstrainedLoss implements SurrogateProperties<ConstrainedLoss> {}

  @Group
  final class OfValueBesideOutputs implements SurrogateProperties<ValueBesideOutputs> {}

  @Group
  final class OfEveryQuantity implements SurrogateProperties<EveryQuantity> {}
}
