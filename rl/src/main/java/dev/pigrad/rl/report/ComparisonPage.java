package dev.pigrad.rl.report;

import dev.pigrad.rl.report.Comparison.Contestant;
import dev.pigrad.rl.report.Comparison.Seeded;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A {@link Comparison} as one HTML file that needs nothing else: learning curves, the final table,
 * each run and every configuration. It opens offline and on a phone, and asks for no resource.
 */
public final class ComparisonPage {
  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff;
             max-width: 60rem; margin: 0 auto; padding: 1rem; }
      h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2rem; }
      svg { width: 100%; height: auto; display: block; }
      svg text { font-size: 14px; fill: #333; } svg .grid { stroke: #ddd; }
      .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none;
                padding: 0; margin: .5rem 0; }
      .legend svg { display: inline-block; width: 2rem; height: .8rem; margin-right: .4rem; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; white-space: nowrap; }
      th, td { padding: .3rem .8rem .3rem 0; text-align: right; border-bottom: 1px solid #ddd;
               font-variant-numeric: tabular-nums; }
      th:first-child, td:first-child { text-align: left; }
      pre { overflow-x: auto; background: #f5f5f5; padding: .75rem; font-size: .85rem; }
      summary { cursor: pointer; padding: .25rem 0; }
      .note { color: #555; font-size: .9rem; }
      @media (max-width: 600px) { svg text { font-size: 25px; } }
      """;

  /** Where there is no number. */
  private static final String NONE = "–";

  private final Comparison comparison;

  /** The page of this. */
  public ComparisonPage(Comparison comparison) {
    this.comparison = comparison;
  }

  /** The whole file. */
  public String toHtml() {
    String title = Html.escape(comparison.environment()) + ": a comparison";
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="data:,">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <h1>%s</h1>
    <h2>Learning curves</h2>
    <p class="note">Mean return of the last 100 episodes while learning: the interquartile mean
    over seeds, and its 95&nbsp;%% bootstrap interval.</p>
    %s%s<h2>After the last step</h2>
    <p class="note">Mean return of the evaluation episodes, played by the mode of the policy:
    interquartile mean over seeds with its 95&nbsp;%% bootstrap interval, smallest and largest
    seed, and seconds of wall time per run.</p>
    %s%s<h2>Every run</h2>
    %s<h2>Configurations</h2>
    %s</body>
    </html>
    """
        .formatted(
            title,
            STYLE,
            title,
            new CurvesChart(comparison).toSvg(),
            legend(),
            scores(),
            divergences(),
            runs(),
            configurations());
  }

  private String legend() {
    StringBuilder html = new StringBuilder("<ul class=\"legend\">\n");
    for (int i = 0; i < comparison.contestants().size(); i++) {
      html.append(
          ("<li><svg viewBox=\"0 0 32 12\" aria-hidden=\"true\"><line x1=\"0\" x2=\"32\" y1=\"6\""
                  + " y2=\"6\" stroke=\"%s\" stroke-width=\"4\" stroke-dasharray=\"%s\"/></svg>%s"
                  + "</li>%n")
              .formatted(
                  CurvesChart.colour(i),
                  CurvesChart.dash(i),
                  Html.escape(comparison.contestants().get(i).name())));
    }
    return html.append("</ul>\n").toString();
  }

  private String scores() {
    StringBuilder rows = new StringBuilder();
    for (Contestant contestant : comparison.contestants()) {
      List<Seeded> finished = contestant.finished();
      Optional<InterquartileMean> score = contestant.score();
      rows.append(
          row(
              "td",
              contestant.name(),
              score.map(mean -> number(mean.value())).orElse(NONE),
              score.map(mean -> number(mean.low()) + " to " + number(mean.high())).orElse(NONE),
              finished.isEmpty() ? NONE : number(means(finished).min().orElseThrow()),
              finished.isEmpty() ? NONE : number(means(finished).max().orElseThrow()),
              finished.size() == contestant.outcomes().size()
                  ? "" + finished.size()
                  : finished.size() + " of " + contestant.outcomes().size(),
              String.format(Locale.ROOT, "%,d", contestant.outcomes().getFirst().steps()),
              number(
                  contestant.outcomes().stream()
                      .mapToDouble(Seeded::seconds)
                      .average()
                      .orElseThrow())));
    }
    return table(
        row(
            "th",
            "algorithm",
            "mean",
            "95 % interval",
            "least",
            "most",
            "seeds",
            "steps",
            "seconds"),
        rows);
  }

  private static DoubleStream means(List<Seeded> runs) {
    return runs.stream().mapToDouble(Seeded::mean);
  }

  /** A line for each run that has no score. */
  private String divergences() {
    StringBuilder html = new StringBuilder();
    for (Contestant contestant : comparison.contestants()) {
      for (Seeded run : contestant.outcomes()) {
        run.divergence()
            .ifPresent(
                where ->
                    html.append(
                        "<p class=\"note\">%s, seed %d, diverged and is left out: %s</p>%n"
                            .formatted(
                                Html.escape(contestant.name()), run.seed(), Html.escape(where))));
      }
    }
    return html.toString();
  }

  private String runs() {
    StringBuilder rows = new StringBuilder();
    for (Contestant contestant : comparison.contestants()) {
      for (Seeded run : contestant.outcomes()) {
        rows.append(
            row(
                "td",
                contestant.name(),
                "" + run.seed(),
                run.divergence().isPresent() ? "diverged" : number(run.mean()),
                run.divergence().isPresent() ? NONE : number(run.deviation()),
                number(run.seconds())));
      }
    }
    return "<details><summary>"
        + comparison.contestants().stream().mapToInt(c -> c.outcomes().size()).sum()
        + " runs</summary>\n"
        + table(row("th", "algorithm", "seed", "mean", "std", "seconds"), rows)
        + "</details>\n";
  }

  private String configurations() {
    StringBuilder html = new StringBuilder();
    for (Contestant contestant : comparison.contestants()) {
      html.append(
          "<details><summary>%s</summary><pre>%s</pre></details>%n"
              .formatted(Html.escape(contestant.name()), Html.escape(contestant.configuration())));
    }
    return html.toString();
  }

  private static String table(String head, CharSequence rows) {
    return "<div class=\"scroll\"><table>\n<thead>"
        + head
        + "</thead>\n<tbody>\n"
        + rows
        + "</tbody></table></div>\n";
  }

  private static String row(String cell, String... texts) {
    StringBuilder html = new StringBuilder("<tr>");
    for (String text : List.of(texts)) {
      html.append("<%s>%s</%s>".formatted(cell, Html.escape(text), cell));
    }
    return html.append("</tr>\n").toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replace('-', '−');
  }
}
