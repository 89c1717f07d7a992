package dev.pigrad.rl.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class OutcomeTest {
  @Test
  void keepsBothFlagsApart() {
    assertEquals(new Outcome.Continuing(), Outcome.of(false, false));
    assertEquals(new Outcome.Terminated(false), Outcome.of(true, false));
    assertEquals(new Outcome.Terminated(true), Outcome.of(true, true));
    assertEquals(new Outcome.Truncated(), Outcome.of(false, true));
  }

  @Test
  void timeIsUpNeverUndoesATermination() {
    assertEquals(new Outcome.Truncated(), new Outcome.Continuing().whenTimeIsUp());
    assertEquals(new Outcome.Terminated(true), new Outcome.Terminated(false).whenTimeIsUp());
    assertEquals(new Outcome.Terminated(true), new Outcome.Terminated(true).whenTimeIsUp());
    assertEquals(new Outcome.Truncated(), new Outcome.Truncated().whenTimeIsUp());
  }

  @Test
  void onlyContinuingGoesOn() {
    assertEquals(false, new Outcome.Continuing().endsEpisode());
    assertEquals(true, new Outcome.Terminated(false).endsEpisode());
    assertEquals(true, new Outcome.Truncated().endsEpisode());
  }
}
