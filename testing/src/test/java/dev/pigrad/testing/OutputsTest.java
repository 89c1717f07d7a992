package dev.pigrad.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pigrad.lang.Dims;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.testing.policy.ConstrainedLoss;
import dev.pigrad.testing.policy.ConstrainedLossProgram;
import dev.pigrad.testing.policy.OutputsPolicy;
import dev.pigrad.testing.policy.SharedTrunkPolicy;
import dev.pigrad.testing.policy.ValueBesideOutputs;
import dev.pigrad.testing.policy.ValueBesideOutputsProgram;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Outputs besides what the kit asks of every policy and every surrogate. */
final class OutputsTest {
  private static final SurrogateProgram CONSTRAINED =
      new ConstrainedLossProgram(new ConstrainedLoss());

  private static Setting outputs() {
    Dims sizes =
        Dims.of(OutputsPolicy.Obs.class, 2)
            .and(OutputsPolicy.Hidden.class, 3)
            .and(OutputsPolicy.Act.class, 2);
    return Setting.of(new Trial(OutputsPolicy.class, sizes, Map.of(), 2, 1, 1));
  }

  private static Setting sharedTrunk() {
    Dims sizes =
        Dims.of(SharedTrunkPolicy.Obs.class, 2)
            .and(SharedTrunkPolicy.Hidden.class, 3)
            .and(SharedTrunkPolicy.Act.class, 2);
    return Setting.of(new Trial(SharedTrunkPolicy.class, sizes, Map.of(), 2, 1, 1));
  }

  /** What a loss leaves in the step is not found there by the next. */
  @Test
  void aLossThatReadsNoValueLeavesItsHeadAlone() {
    Setting s = outputs();
    Parameters gradient = s.policy().newGradient();
    var before = new ValueBesideOutputsProgram(new ValueBesideOutputs());
    s.policy().gradient(s.theta(), before, s.batch(), gradient);
    s.policy().gradient(s.theta(), CONSTRAINED, s.batch(), gradient);
    for (String name : new String[] {"critic.weight", "critic.bias"}) {
      assertArrayEquals(new double[gradient.get(name).length], gradient.get(name), name);
    }
  }

  @Test
  void aNumberThatIsNeitherOutputNorColumnIsOneError() {
    Setting s = sharedTrunk();
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> s.policy().evaluate(s.theta(), CONSTRAINED, s.batch()));
    assertEquals(
        "surrogate 'dev.pigrad.testing.policy.ConstrainedLoss' with policy"
            + " 'dev.pigrad.testing.policy.SharedTrunkPolicy' reads 'cost', which is neither an"
            + " output of the policy nor a column of the batch; the batch has "
            + s.batch().columns(),
        thrown.getMessage());
  }

  @Test
  void anUnknownOutputIsNamedWithThoseThatThereAre() {
    Setting s = outputs();
    var thrown =
        assertThrows(
            IllegalArgumentException.class, () -> s.policy().output(s.theta(), s.batch(), "costs"));
    assertEquals(
        "policy 'dev.pigrad.testing.policy.OutputsPolicy' has no output 'costs', it has [cost,"
            + " penalty, price, costAgain]; give it an @Output method of that name",
        thrown.getMessage());
  }
}
