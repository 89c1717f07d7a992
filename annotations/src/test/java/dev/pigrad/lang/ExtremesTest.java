package dev.pigrad.lang;

import static dev.pigrad.lang.Ops.constant;
import static dev.pigrad.lang.Ops.elu;
import static dev.pigrad.lang.Ops.exp;
import static dev.pigrad.lang.Ops.log;
import static dev.pigrad.lang.Ops.logSoftmax;
import static dev.pigrad.lang.Ops.logSumExp;
import static dev.pigrad.lang.Ops.norm;
import static dev.pigrad.lang.Ops.sigmoid;
import static dev.pigrad.lang.Ops.softmax;
import static dev.pigrad.lang.Ops.softplus;
import static dev.pigrad.lang.Ops.sqrt;
import static dev.pigrad.lang.Ops.stopGradient;
import static dev.pigrad.lang.Ops.sum;
import static dev.pigrad.lang.Ops.where;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.lang.Row.Two;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Large numbers, infinities and poles. */
class ExtremesTest {
  @Property
  void softplusIsItsLargeArgument(@ForAll @DoubleRange(min = 40, max = 1e4) double x) {
    assertEquals(Scalar.of(x, 1), softplus(Scalar.of(x, 1)));
    assertEquals(Math.exp(-x), softplus(constant(-x)).value(), Math.ulp(Math.exp(-x)));
  }

  @Property
  void sigmoidKeepsItsSlopeWhereItSaturates(@ForAll @DoubleRange(min = 40, max = 700) double x) {
    double slope = Math.exp(-x);
    assertEquals(slope, sigmoid(Scalar.of(x, 1)).tangent(), 1e-15 * slope);
    assertEquals(slope, sigmoid(Scalar.of(-x, 1)).tangent(), 1e-15 * slope);
  }

  @Property
  void logSumExpMovesWithAShift(
      @ForAll @DoubleRange(min = -5, max = 5) double x,
      @ForAll @DoubleRange(min = -1e4, max = 1e4) double shift) {
    double expected = logSumExp(Vector.of(x, 1)).value() + shift;
    assertEquals(expected, logSumExp(Vector.of(x + shift, 1 + shift)).value(), 1e-11);
  }

  /** To the left of 0 the rows of the table test it; at 0 the slopes agree but not their slopes. */
  @Property
  void eluIsTheIdentityToTheRight(@ForAll @DoubleRange(min = 0, max = 1e4) double x) {
    assertEquals(Scalar.of(x, 1), elu(Scalar.of(x, 1)));
  }

  @Property
  void softmaxSumsToOneAndStaysThere(
      @ForAll @DoubleRange(min = -1e4, max = 1e4) double x,
      @ForAll @DoubleRange(min = -1e4, max = 1e4) double y) {
    Scalar total = sum(softmax(Vector.<Two>of(x, y).withTangents(1, -1)));
    assertEquals(1, total.value(), 1e-11);
    assertEquals(0, total.tangent(), 1e-11);
  }

  @Test
  void impossibleChoicesDropOutOfLogSumExp() {
    Vector<Two> logits = Vector.<Two>of(3, NEGATIVE_INFINITY).withTangents(1, 0);
    assertEquals(Scalar.of(3, 1), logSumExp(logits));
    assertEquals(Vector.of(0, NEGATIVE_INFINITY).withTangents(0, -1), logSoftmax(logits));
    assertEquals(Vector.of(1, 0), softmax(logits));
  }

  @Test
  void logSumExpOfImpossibleChoicesIsImpossible() {
    assertEquals(
        constant(NEGATIVE_INFINITY), logSumExp(Vector.of(NEGATIVE_INFINITY, NEGATIVE_INFINITY)));
  }

  @Test
  void notANumberIsNeverHidden() {
    assertTrue(Double.isNaN(logSumExp(Vector.of(NaN, 1)).value()));
    assertTrue(Double.isNaN(Ops.max(constant(NaN), 1).value()));
    assertTrue(Double.isNaN(Ops.min(constant(1), constant(NaN)).value()));
    assertTrue(Double.isNaN(Ops.clip(constant(NaN), 0, 1).value()));
    assertTrue(Double.isNaN(Ops.relu(constant(NaN)).value()));
  }

  @Test
  void whatIsNotTakenPoisonsNeitherValueNorTangent() {
    Vector<Two> bad = log(Vector.<Two>of(0, -1).withTangents(1, 1));
    Mask<Two> mask = Mask.of(false, false);
    assertEquals(Vector.of(5, 5), where(mask, bad, 5));
    Vector<Two> good = Vector.<Two>of(1, 2).withTangents(3, 4);
    assertEquals(good, where(mask, bad, good));
    assertEquals(good, where(Mask.of(true, true), good, bad));
  }

  @Test
  void whatDoesNotMoveStaysStillAtAPole() {
    assertEquals(constant(0), sqrt(constant(0)));
    assertEquals(constant(NEGATIVE_INFINITY), log(constant(0)));
    assertEquals(constant(0), norm(Vector.of(0, 0)));
    assertEquals(Scalar.of(0, POSITIVE_INFINITY), sqrt(Scalar.of(0, 1)));
    assertEquals(Scalar.of(POSITIVE_INFINITY, 2), exp(constant(1e4)).plus(Scalar.of(0, 2)));
  }

  @Test
  void tangentOfAProductWithAConstantInfinityIsNotNan() {
    Scalar z = constant(POSITIVE_INFINITY).times(Scalar.of(2, 1));
    assertEquals(Scalar.of(POSITIVE_INFINITY, POSITIVE_INFINITY), z);
  }

  @Test
  void stopGradientKeepsTheValueAndDropsTheTangent() {
    assertEquals(constant(2), stopGradient(Scalar.of(2, 3)));
    assertEquals(Vector.of(1, 2), stopGradient(Vector.of(1, 2).withTangents(3, 4)));
  }
}
