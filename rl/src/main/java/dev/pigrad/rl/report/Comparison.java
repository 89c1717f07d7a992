package dev.pigrad.rl.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs of several algorithms or configurations in one environment, some seeds of each.
 *
 * @param environment what was learned
 * @param contestants what is compared
 */
public record Comparison(String environment, List<Contestant> contestants) {
  /** The list is copied. */
  public Comparison {
    contestants = List.copyOf(contestants);
  }

  /**
   * One of those that are compared.
   *
   * @param name what tables call it
   * @param configuration all that it was asked to do, as text
   * @param outcomes one per seed
   */
  public record Contestant(String name, String configuration, List<Seeded> outcomes) {
    /** The list is copied; it must not be empty. */
    public Contestant {
      outcomes = List.copyOf(outcomes);
      if (outcomes.isEmpty()) {
        throw new IllegalArgumentException(name + " has no run");
      }
    }

    /** The outcomes of trainings that came to their end. */
    public List<Seeded> finished() {
      return outcomes.stream().filter(outcome -> outcome.divergence().isEmpty()).toList();
    }

    /**
     * Over the seeds that came to their end: the mean return in the final evaluation; nothing if
     * none did.
     */
    public Optional<InterquartileMean> score() {
      double[] means = finished().stream().mapToDouble(Seeded::mean).toArray();
      return means.length == 0 ? Optional.empty() : Optional.of(InterquartileMean.of(means));
    }
  }

  /**
   * What came of one run.
   *
   * @param seed its seed
   * @param steps environment steps that it was asked for
   * @param mean of the returns in its final evaluation; NaN after a divergence
   * @param deviation of these returns
   * @param seconds wall time of its training
   * @param curve the course of the training
   * @param divergence where the training diverged, if it did
   */
  public record Seeded(
      long seed,
      long steps,
      double mean,
      double deviation,
      double seconds,
      List<Point> curve,
      Optional<String> divergence) {
    /** The list is copied. */
    public Seeded {
      curve = List.copyOf(curve);
    }

    /**
     * The mean return at a number of steps, between two points on a straight line; NaN before the
     * first point, the last one's after the last.
     */
    double at(double steps) {
      Point before = null;
      for (Point point : curve) {
        if (point.steps() >= steps) {
          return before == null
              ? (point.steps() == steps ? point.meanReturn() : Double.NaN)
              : before.meanReturn()
                  + (steps - before.steps())
                      / (point.steps() - before.steps())
                      * (point.meanReturn() - before.meanReturn());
        }
        before = point;
      }
      return before == null ? Double.NaN : before.meanReturn();
    }
  }

  /**
   * A point of a learning curve.
   *
   * @param steps environment steps made
   * @param meanReturn the mean return then
   */
  public record Point(double steps, double meanReturn) {}

  /** A line per run: environment, algorithm, seed, steps, mean, std, seconds. */
  public String toCsv() {
    StringBuilder csv = new StringBuilder("environment,algorithm,seed,steps,mean,std,seconds\n");
    for (Contestant contestant : contestants) {
      for (Seeded run : contestant.outcomes()) {
        csv.append(
            String.format(
                Locale.ROOT,
                "%s,%s,%d,%d,%s,%s,%.3f%n",
                environment,
                contestant.name(),
                run.seed(),
                run.steps(),
                run.mean(),
                run.deviation(),
                run.seconds()));
      }
    }
    return csv.toString();
  }
}
