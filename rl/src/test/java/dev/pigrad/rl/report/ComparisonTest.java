package dev.pigrad.rl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.rl.report.Comparison.Contestant;
import dev.pigrad.rl.report.Comparison.Point;
import dev.pigrad.rl.report.Comparison.Seeded;
import dev.pigrad.runtime.RandomStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static Seeded run(long seed, double mean) {
    return new Seeded(
        seed,
        1000,
        mean,
        1.5,
        2.25,
        List.of(new Point(200, 0), new Point(600, 10)),
        Optional.empty());
  }

  private static final Comparison COMPARISON =
      new Comparison(
          "cartpole",
          List.of(
              new Contestant("a<b>", "{\"x\": 1}", List.of(run(1, 10), run(2, 20))),
              new Contestant("b", "{}", List.of(run(1, -3)))));

  @Test
  void theInterquartileMeanLeavesOutAQuarterAtEachEnd() {
    assertEquals(
        (3 + 4 + 5 + 6 + 7 + 8) / 6.0,
        InterquartileMean.of(1e9, 3, 4, 8, 7, 6, 5, 2, 1e9, -1e9).value());
    assertEquals(2, InterquartileMean.of(1, 3).value());
  }

  @Test
  void theIntervalOfEqualNumbersIsAPoint() {
    assertEquals(new InterquartileMean(4, 4, 4), InterquartileMean.of(4, 4, 4, 4, 4));
  }

  /** Of 95 % intervals, about 95 in 100 hold the mean; fewer for 10 numbers, but most. */
  @Test
  void mostIntervalsHoldTheMean() {
    RandomStream random = RandomStream.of(5);
    int hits = 0;
    for (int k = 0; k < 100; k++) {
      InterquartileMean mean =
          InterquartileMean.of(random.doubles(10).map(u -> random.nextNormal()).toArray());
      hits += mean.low() <= 0 && mean.high() >= 0 ? 1 : 0;
    }
    assertTrue(hits >= 85 && hits < 100, "" + hits);
  }

  @Test
  void thereIsNoMeanOfNothing() {
    assertThrows(IllegalArgumentException.class, InterquartileMean::of);
  }

  @Test
  void aCurveIsStraightBetweenItsPoints() {
    Seeded run = run(1, 0);
    assertTrue(Double.isNaN(run.at(100)));
    assertEquals(0, run.at(200));
    assertEquals(2.5, run.at(300));
    assertEquals(10, run.at(600));
    assertEquals(10, run.at(900));
  }

  @Test
  void theTableHasALinePerRun() {
    assertEquals(
        """
        environment,algorithm,seed,steps,mean,std,seconds
        cartpole,a<b>,1,1000,10.0,1.5,2.250
        cartpole,a<b>,2,1000,20.0,1.5,2.250
        cartpole,b,1,1000,-3.0,1.5,2.250
        """,
        COMPARISON.toCsv());
  }

  @Test
  void aRunThatDivergedIsNamedAndLeftOut() {
    Seeded lost =
        new Seeded(
            7, 1000, Double.NaN, Double.NaN, 0.5, List.of(), Optional.of("step 3: loss <NaN>"));
    Contestant some = new Contestant("some", "{}", List.of(run(1, 10), lost, run(2, 20)));
    Contestant none = new Contestant("none", "{}", List.of(lost));
    assertEquals(15, some.score().orElseThrow().value());
    assertEquals(Optional.empty(), none.score());

    Comparison comparison = new Comparison("cartpole", List.of(some, none));
    assertTrue(comparison.toCsv().contains("cartpole,some,7,1000,NaN,NaN,0.500\n"));
    assertEquals(lost, StrictJson.parse(StrictJson.write(lost), Seeded.class));
    String page = new ComparisonPage(comparison).toHtml();
    assertTrue(page.contains("<td>2 of 3</td>"), page);
    assertTrue(
        page.contains("some, seed 7, diverged and is left out: step 3: loss &lt;NaN&gt;"), page);
    assertTrue(page.contains("<td>none</td><td>–</td><td>–</td><td>–</td><td>–</td>"), page);
    assertEquals(1, page.split("<polyline", -1).length - 1);
  }

  @Test
  void thePageHoldsEverythingAndAsksForNothing() {
    String page = new ComparisonPage(COMPARISON).toHtml();
    assertTrue(page.contains("<td>a&lt;b&gt;</td><td>15.00</td><td>10.00 to 20.00</td>"), page);
    assertTrue(page.contains("{&quot;x&quot;: 1}"), page);
    assertEquals(2, page.split("<polyline", -1).length - 1);
    for (String request : List.of("src=", "url(", "@import", "<script", "http:", "https:")) {
      assertFalse(page.contains(request), request);
    }
    assertEquals(1, page.split("href=", -1).length - 1);
    assertTrue(page.contains("href=\"data:,\""), page);
  }
}
