package dev.pigrad.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pigrad.Size;
import java.io.IOException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DimsTest {
  @Size(3)
  private interface Obs extends Dim {}

  @Size(0)
  private interface Nothing extends Dim {}

  private interface Hidden extends Dim {}

  private interface Act extends Dim {}

  private static final String NO_SIZE =
      "\"Hidden\" has no size; annotate it with @Size, or bind it: Dims.of(Hidden.class, n),"
          + " around eager code with .run(…)";

  private static void rejects(String message, Runnable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code::run).getMessage());
  }

  private static void hasNoSize(Runnable code) {
    assertEquals(NO_SIZE, assertThrows(IllegalStateException.class, code::run).getMessage());
  }

  @Test
  void sizeOfAnAnnotatedDimIsKnownAnywhere() {
    assertEquals(3, Dims.size(Obs.class));
    assertEquals(3, Dims.of(Hidden.class, 64).of(Obs.class));
    assertEquals(OptionalInt.of(3), Dims.of(Hidden.class, 64).find(Obs.class));
  }

  @Test
  void openDimHasNoSizeUnlessBound() {
    hasNoSize(() -> Dims.size(Hidden.class));
    hasNoSize(() -> Vector.of(Hidden.class, 1, 2));
    hasNoSize(() -> Dims.of(Act.class, 2).of(Hidden.class));
    assertEquals(OptionalInt.empty(), Dims.of(Act.class, 2).find(Hidden.class));
  }

  @Test
  void bindingHoldsWithinItsScopeOnly() {
    Dims.of(Hidden.class, 64).run(() -> assertEquals(64, Dims.size(Hidden.class)));
    hasNoSize(() -> Dims.size(Hidden.class));
  }

  @Test
  void callReturnsWhatTheBodyReturns() {
    Dims dims = Dims.of(Hidden.class, 2);
    assertEquals(Vector.of(5, 5), dims.call(() -> Ops.fill(Hidden.class, 5)));
  }

  @Test
  void callThrowsWhatTheBodyThrows() {
    Dims dims = Dims.of(Hidden.class, 2);
    assertThrows(
        IOException.class,
        () ->
            dims.call(
                () -> {
                  throw new IOException();
                }));
  }

  @Test
  void innerScopeAddsToTheOuterOneAndPrevails() {
    Dims.of(Hidden.class, 64)
        .and(Act.class, 2)
        .run(
            () -> {
              Dims.of(Hidden.class, 8).run(() -> assertEquals(10, hiddenPlusAct()));
              assertEquals(66, hiddenPlusAct());
            });
  }

  private static int hiddenPlusAct() {
    return Dims.size(Hidden.class) + Dims.size(Act.class);
  }

  @Test
  void rejectsABindingOfADimWithSize() {
    rejects("\"Obs\" has @Size(3) and cannot be bound; found 4", () -> Dims.of(Obs.class, 4));
  }

  @Test
  void rejectsASecondBinding() {
    rejects(
        "\"Hidden\" is bound already, to 64; found 64",
        () -> Dims.of(Hidden.class, 64).and(Hidden.class, 64));
  }

  @Test
  void rejectsSizesBelowOne() {
    rejects("the size of \"Hidden\" must be at least 1, found 0", () -> Dims.of(Hidden.class, 0));
    rejects("the size of \"Nothing\" must be at least 1, found 0", () -> Dims.size(Nothing.class));
  }

  @Test
  void andLeavesTheOriginalAsItWas() {
    Dims hidden = Dims.of(Hidden.class, 64);
    Dims both = hidden.and(Act.class, 2);
    assertEquals(OptionalInt.empty(), hidden.find(Act.class));
    assertEquals("{Hidden=64, Act=2}", both.toString());
    assertEquals(Dims.of(Act.class, 2).and(Hidden.class, 64), both);
    assertEquals(Dims.of(Act.class, 2).and(Hidden.class, 64).hashCode(), both.hashCode());
  }
}
