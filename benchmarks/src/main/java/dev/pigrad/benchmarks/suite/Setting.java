package dev.pigrad.benchmarks.suite;

import dev.pigrad.benchmarks.measure.Contender;
import dev.pigrad.benchmarks.measure.Contest;
import dev.pigrad.benchmarks.measure.Effort;
import dev.pigrad.benchmarks.measure.FmaPeak;
import dev.pigrad.benchmarks.measure.Timing;
import dev.pigrad.benchmarks.report.Row;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every suite is told.
 *
 * @param effort how long is measured
 * @param peak what shares are taken of
 * @param filter only rows whose {@code product workload engine} it finds are measured
 * @param afterRound told that one more round of a part is over
 */
public record Setting(Effort effort, FmaPeak peak, Pattern filter, Runnable afterRound) {
  boolean wants(String product, String workload, String engine) {
    return filter.matcher(product + " " + workload + " " + engine).find();
  }

  /** Times the contenders that are wanted, in turn. */
  List<Row> contest(String workload, List<Contender> contenders) {
    List<Contender> wanted =
        contenders.stream().filter(c -> wants(c.product(), workload, c.engine())).toList();
    return new Contest(effort, peak)
        .run(wanted, afterRound).stream().map(timing -> row(workload, timing)).toList();
  }

  private Row row(String workload, Timing timing) {
    Contender contender = timing.contender();
    return new Row(
        contender.product(),
        workload,
        contender.engine(),
        contender.threads(),
        timing.medianMicros(),
        peakShare(contender, timing.medianMicros()),
        timing.bytesPerCall(),
        Map.of());
  }

  private @Nullable Double peakShare(Contender contender, double micros) {
    double gigaflops = contender.flops() / micros / 1000;
    return contender.flops() == 0 ? null : gigaflops / (contender.threads() * peak.gigaflops());
  }
}
