package dev.pigrad.processor.ad;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.processor.ad.PrimitiveTable.Row;
import dev.pigrad.processor.ir.Program;
import dev.pigrad.processor.ir.RandomProgram;
import dev.pigrad.processor.ir.Verifier;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Derivatives of whole programs; every stage passes the verifier. */
final class RandomProgramDerivativeTest {
  private static final int TRIES = 1000;

  @Example
  void everyPrimitiveOccurs() {
    assertEquals(
        PrimitiveTable.rows().stream().<Class<?>>map(Row::type).collect(Collectors.toSet()),
        RandomProgram.primitives());
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void reverseIsTheTransposeOfForward(@ForAll("programs") RandomProgram random, @ForAll long seed) {
    Verifier.check(random.program());
    caseOf(random).checkAdjoint(new Random(seed), 1e-11);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void forwardIsTheSlope(@ForAll("smoothPrograms") RandomProgram random, @ForAll long seed) {
    caseOf(random).checkForward(new Random(seed), 1e-6);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void secondReverseIsTheTransposeOfSecondForward(
      @ForAll("programs") RandomProgram random, @ForAll long seed) {
    Random draws = new Random(seed);
    caseOf(random).gradient(draws).checkAdjoint(draws, 1e-10);
  }

  @Property(tries = TRIES / 2, edgeCases = EdgeCasesMode.NONE)
  void secondForwardIsTheSlopeOfTheGradient(
      @ForAll("smoothPrograms") RandomProgram random, @ForAll long seed) {
    Random draws = new Random(seed);
    caseOf(random).gradient(draws).checkForward(draws, 1e-5);
  }

  @Provide
  Arbitrary<RandomProgram> programs() {
    return RandomProgram.any();
  }

  @Provide
  Arbitrary<RandomProgram> smoothPrograms() {
    return RandomProgram.smooth();
  }

  private static DerivativeCase caseOf(RandomProgram random) {
    Program program = random.program();
    return new DerivativeCase(
        random.rows(),
        random.point(),
        random.differentiable(),
        program.equations(),
        program.outputs());
  }
}
