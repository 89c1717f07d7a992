package dev.pigrad.processor.ir;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Concat;
import dev.pigrad.processor.ir.op.Element;
import dev.pigrad.processor.ir.op.Exp;
import dev.pigrad.processor.ir.op.Greater;
import dev.pigrad.processor.ir.op.Negate;
import dev.pigrad.processor.ir.op.Outer;
import dev.pigrad.processor.ir.op.Pad;
import dev.pigrad.processor.ir.op.Primitive;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.ir.op.Scatter;
import dev.pigrad.processor.ir.op.Select;
import dev.pigrad.processor.ir.op.Slice;
import dev.pigrad.processor.ir.op.Spread;
import dev.pigrad.processor.ir.op.Sum;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each invariant, kept and broken. */
final class VerifierTest {
  private static final Dim A = Fixtures.dim("A", 2);
  private static final Dim B = Fixtures.dim("B", 3);
  private static final Dim JOINT = Fixtures.dim("Joint", 5);
  private static final Dim OPEN = Fixtures.dim("Open", Dim.OPEN);

  private final Value scalar = Fixtures.each("scalar");
  private final Value u = Fixtures.each("u", A);
  private final Value w = Fixtures.each("w", B);
  private final Value joint = Fixtures.each("joint", JOINT);
  private final Value open = Fixtures.each("open", OPEN);
  private final Value matrix = Fixtures.shared("matrix", B, A);
  private final Value mask = new Value("mask", new Type(Type.Kind.MASK, List.of(A), true));
  private final Value index = new Value("index", new Type(Type.Kind.INDEX, List.of(A), true));
  private final List<Value> inputs = List.of(scalar, u, w, joint, open, matrix, mask, index);

  @Test
  void acceptsOperandsFromOutsideAndFromEarlierEquations() {
    Equation first = equation(each(A), new Add(), u, u);
    accepts(first, equation(each(), new Sum(), first.result()));
  }

  @Test
  void rejectsOperandThatIsNeitherInputNorResult() {
    rejects("reads", equation(each(A), new Exp(), Fixtures.each("unknown", A)));
  }

  @Test
  void rejectsOperandThatIsComputedLater() {
    Equation later = equation(each(A), new Exp(), u);
    rejects("before it exists", equation(each(A), new Exp(), later.result()), later);
  }

  @Test
  void rejectsSecondAssignment() {
    Equation first = equation(each(A), new Exp(), u);
    rejects("assigns a value again", first, first);
  }

  @Test
  void rejectsAssignmentToInput() {
    rejects(
        "assigns an input",
        new Equation(joint, new Pad(JOINT, List.of(), 0), List.of(u), Fixtures.PROVENANCE));
  }

  @Test
  void rejectsWrongNumberOfOperands() {
    rejects("needs 2 operands", equation(each(A), new Add(), u));
    rejects("needs 1 operands", equation(each(A), new Exp(), u, u));
  }

  @Test
  void acceptsMasksAndIndicesWhereTheyBelong() {
    Equation greater = equation(new Type(Type.Kind.MASK, List.of(A), true), new Greater(), u, u);
    accepts(
        greater,
        equation(each(A), new Select(), mask, u, u),
        equation(mask.type(), new Select(), mask, greater.result(), mask),
        equation(each(), new Element(), u, index),
        equation(each(A), new Scatter(A), scalar, index));
  }

  @Test
  void rejectsMaskWhereItCalculates() {
    rejects("is not a real value", equation(mask.type(), new Add(), mask, mask));
    rejects("is not a real value", equation(mask.type(), new Negate(), mask));
  }

  @Test
  void rejectsIndexWhereItCalculates() {
    rejects("is not a real value", equation(index.type(), new Exp(), index));
    rejects("is not a real vector", equation(each(), new Sum(), index));
  }

  @Test
  void rejectsRealAsMaskOrIndex() {
    rejects("is not a mask", equation(each(A), new Select(), u, u, u));
    rejects("is not an index", equation(each(), new Element(), u, scalar));
  }

  @Test
  void rejectsBranchesOfTwoKinds() {
    rejects("two kinds", equation(each(A), new Select(), mask, u, mask));
  }

  @Test
  void rejectsShapesThatDoNotFit() {
    rejects("shapes differ", equation(each(A), new Add(), u, w));
    rejects("no product", equation(each(B), new Product(), matrix, w));
    rejects("is not a real vector", equation(each(), new Sum(), matrix));
    rejects("is not a real scalar", equation(each(A), new Scatter(A), u, index));
    rejects("index is not one of", equation(each(B), new Scatter(B), scalar, index));
    rejects(
        "is not a real scalar or vector",
        equation(Type.real(List.of(A, B, A), false), new Spread(A), matrix));
  }

  @Test
  void rejectsResultOfAnotherType() {
    rejects("its operands make", equation(each(B), new Exp(), u));
  }

  @Test
  void rejectsResultThatLostOrGainedTheBatchAxis() {
    rejects("its operands make", equation(each(A).withBatched(false), new Exp(), u));
    rejects("its operands make", equation(matrix.type().withBatched(true), new Exp(), matrix));
  }

  @Test
  void acceptsRunsThatExist() {
    accepts(
        equation(each(JOINT), new Concat(JOINT), u, w),
        equation(each(B), new Slice(B, List.of(A)), joint),
        equation(each(B), new Slice(B, List.of(), 2), joint),
        equation(each(JOINT), new Pad(JOINT, List.of(A), 0), w),
        equation(each(JOINT), new Concat(JOINT), u, open));
  }

  @Test
  void rejectsRunsThatDoNotExist() {
    rejects("do not fill", equation(each(JOINT), new Concat(JOINT), u, u));
    rejects("after the last entry", equation(each(B), new Slice(B, List.of(A), 1), joint));
    rejects("after the last entry", equation(each(JOINT), new Pad(JOINT, List.of(B), 0), w));
    rejects("before the first entry", equation(each(A), new Slice(A, List.of(), -1), joint));
  }

  @Test
  void acceptsMatrixPerSampleUnderBatchSum() {
    Equation outer = equation(Type.real(List.of(B, A), true), new Outer(), w, u);
    Equation sum = equation(outer.result().type(), new Add(), outer.result(), outer.result());
    accepts(outer, sum, equation(matrix.type(), new BatchSum(), sum.result()));
  }

  @Test
  void rejectsMatrixPerSampleElsewhere() {
    Equation outer = equation(Type.real(List.of(B, A), true), new Outer(), w, u);
    rejects("matrix per sample", outer, equation(each(B), new Product(), outer.result(), u));
    Program program = new Program(inputs, List.of(outer), List.of(outer.result()));
    assertThrows(IllegalStateException.class, () -> Verifier.check(program));
  }

  @Test
  void rejectsUnknownOutput() {
    Verifier.check(new Program(inputs, List.of(), List.of(u)));
    Program program = new Program(inputs, List.of(), List.of(Fixtures.each("unknown")));
    assertThrows(IllegalStateException.class, () -> Verifier.check(program));
  }

  @Test
  void namesTheEquation() {
    rejects("\"bad: each real[A=2] = Add[](u, w)\"", equation(each(A), new Add(), u, w));
  }

  private static Type each(Dim... shape) {
    return Type.real(List.of(shape), true);
  }

  private static Equation equation(Type type, Primitive primitive, Value... operands) {
    return new Equation(new Value("bad", type), primitive, List.of(operands), Fixtures.PROVENANCE);
  }

  private void accepts(Equation... equations) {
    assertDoesNotThrow(() -> Verifier.check(inputs, List.of(equations)));
  }

  private void rejects(String part, Equation... equations) {
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> Verifier.check(inputs, List.of(equations)));
    assertTrue(String.valueOf(thrown.getMessage()).contains(part), thrown::getMessage);
  }
}
