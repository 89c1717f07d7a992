package dev.pigrad.processor.derive;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Fixtures;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Exp;
import dev.pigrad.processor.ir.op.Negate;
import dev.pigrad.processor.ir.op.Primitive;
import dev.pigrad.processor.pass.Inspection;
import dev.pigrad.processor.pass.Inspection.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A corrupted program is caught after the step that corrupted it, where one asks for it. */
final class VerificationTest {
  private static final Dim ACT = Fixtures.dim("Act", 2);

  private static final Step SHARE = new Step("Share", "trunk");

  private final Value outside = Fixtures.each("outside", ACT);
  private final Equation first = equation("first", new Exp(), outside);
  private final Equation second = equation("second", new Negate(), first.result());

  @Test
  void looksAfterEveryPass() {
    List<String> steps = new ArrayList<>();
    Simplification.of(
        "trunk",
        List.of(),
        List.of(first, second),
        (step, available, equations) -> steps.add(step.pass()));
    assertEquals(List.of("lowering or differentiation", "Simplify", "Share"), steps);
  }

  @Test
  void looksAtEveryFinishedStage() {
    List<String> steps = new ArrayList<>();
    Stages stages = new Stages((step, available, equations) -> steps.add(step.toString()));
    stages.add("trunk", "", List.of(), List.of(first), List.of());
    stages.finish();
    assertEquals(
        List.of("Prune in 'trunk'", "Expand in 'trunk'"),
        steps.subList(steps.size() - 2, steps.size()));
  }

  @Test
  void catchesAnEquationBeforeItsOperand() {
    Inspection inspection = verification();
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () -> Simplification.of("trunk", List.of(), List.of(second, first), inspection));
    assertEquals(
        "after lowering or differentiation in 'trunk', \""
            + second
            + "\": reads "
            + first.result()
            + " before it exists",
        thrown.getMessage());
  }

  @Test
  void catchesAnEquationTwice() {
    Inspection inspection = verification();
    assertThrows(
        IllegalStateException.class,
        () -> inspection.look(SHARE, List.of(), List.of(first, first)));
    assertThrows(
        IllegalStateException.class, () -> inspection.look(SHARE, List.of(first), List.of(first)));
  }

  @Test
  void knowsWhatIsComputedBefore() {
    Inspection inspection = verification();
    assertDoesNotThrow(() -> inspection.look(SHARE, List.of(first), List.of(second)));
    assertThrows(
        IllegalStateException.class, () -> inspection.look(SHARE, List.of(), List.of(second)));
  }

  @Test
  void isSilentWhereNoOneAsks() {
    assertDoesNotThrow(
        () -> Simplification.of("trunk", List.of(), List.of(second, first), Inspection.NONE));
  }

  private Inspection verification() {
    return new Verification(() -> List.of(outside), Inspection.NONE);
  }

  private static Equation equation(String name, Primitive primitive, Value operand) {
    return new Equation(Fixtures.each(name, ACT), primitive, List.of(operand), Fixtures.PROVENANCE);
  }
}
