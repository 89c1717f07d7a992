package dev.pigrad.testing.property;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pigrad.lang.Scalar;
import dev.pigrad.runtime.Parameters;
import dev.pigrad.runtime.program.SurrogateProgram;
import dev.pigrad.testing.Agreement;
import dev.pigrad.testing.EagerPoint;
import dev.pigrad.testing.Tolerance;
import dev.pigrad.testing.policy.ValueBesideOutputs;
import dev.pigrad.testing.policy.ValueBesideOutputsProgram;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Outputs of a policy; what a loss makes of them is tested with all losses. */
final class OutputsTest {
  private static final SurrogateProgram CONSTRAINED = Loss.CONSTRAINED.program();
  private static final Model.Sizes SIZES = new Model.Sizes(2, 3, 2);

  @Property(tries = 100)
  void outputsAndTheirTangentsAreTheBodys(@ForAll(supplier = Trial.Small.class) Trial any) {
    Setting s = of(Model.OUTPUTS, any);
    Parameters v = s.direction(1);
    EagerPoint moving = s.eager().at(s.theta().toDoubleArray(), v.toDoubleArray());
    var tangents = s.policy().jvp(s.theta(), v, s.batch());
    for (String name : s.policy().program().outputs()) {
      Agreement.ofRows(name)
          .check(
              s.eagerly((batch, row) -> moving.output(name, batch, row).value()),
              s.policy().output(s.theta(), s.batch(), name),
              Tolerance.rounding(Tolerance.DOUBLE, s.operations()));
      Agreement.ofRows("tangent of " + name)
          .check(
              s.eagerly((batch, row) -> moving.output(name, batch, row).tangent()),
              tangents.output(name),
              Tolerance.derivative(s.operations()));
    }
  }

  @Property(tries = 50)
  void aNumberThatIsNoOutputIsAColumn(@ForAll(supplier = Trial.Small.class) Trial any) {
    Setting s = of(Model.OUTPUTS, any);
    Setting bare = of(Model.SHARED_TRUNK, any);
    double expected = 0;
    for (String name : CONSTRAINED.extraColumns()) {
      bare.batch().addColumn(name, 1);
      bare.batch().column(name).copyFrom(s.policy().output(s.theta(), s.batch(), name));
    }
    for (int row = 0; row < bare.batch().rows(); row++) {
      int at = row;
      expected +=
          Loss.CONSTRAINED
                  .of(
                      bare.point().step(bare.oldPoint(), bare.batch(), row),
                      name -> Scalar.of(bare.batch().column(name).get(at, 0)))
                  .value()
              / bare.batch().rows();
    }
    Agreement.ofRows("mean loss")
        .check(
            new double[] {expected},
            new double[] {bare.policy().evaluate(bare.theta(), CONSTRAINED, bare.batch()).loss()},
            Tolerance.rounding(Tolerance.DOUBLE, s.operations()));
  }

  /** What a loss leaves in the step is not found there by the next. */
  @Property(tries = 50)
  void aLossThatReadsNoValueLeavesItsHeadAlone(@ForAll(supplier = Trial.Small.class) Trial any) {
    Setting s = of(Model.OUTPUTS, any);
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
    Setting s = of(Model.SHARED_TRUNK, new Trial(Model.SHARED_TRUNK, SIZES, 2, 1));
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
    Setting s = of(Model.OUTPUTS, new Trial(Model.OUTPUTS, SIZES, 2, 1));
    var thrown =
        assertThrows(
            IllegalArgumentException.class, () -> s.policy().output(s.theta(), s.batch(), "costs"));
    assertEquals(
        "policy 'dev.pigrad.testing.policy.OutputsPolicy' has no output 'costs', it has [cost,"
            + " penalty, price, costAgain]; give it an @Output method of that name",
        thrown.getMessage());
  }

  private static Setting of(Model model, Trial any) {
    return new Trial(model, any.sizes(), any.rows(), any.seed()).on(Engines.REFERENCE);
  }
}
