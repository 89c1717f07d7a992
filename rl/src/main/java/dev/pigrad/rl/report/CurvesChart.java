package dev.pigrad.rl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Learning curves as an inline SVG: for each contestant the interquartile mean over seeds and its
 * interval, at equal distances of environment steps.
 */
final class CurvesChart {
  /** Okabe and Ito (2008): told apart with any colour vision. */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

  private static final List<String> DASHES = List.of("", "8 5", "2 4");

  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final int LEFT = 96;
  private static final int RIGHT = 40;
  private static final int TOP = 12;
  private static final int BOTTOM = 64;
  private static final int POINTS = 100;
  private static final int TICKS = 5;

  private final Comparison comparison;
  private final double mostSteps;
  private final List<List<Sample>> samples;
  private final Scale returns;

  /** A contestant after some steps. */
  private record Sample(double steps, InterquartileMean mean) {}

  /** An axis from a round number to a round number. */
  private record Scale(double low, double high, double tick) {
    /** That covers both in about as many ticks. */
    static Scale covering(double low, double high) {
      double span = high > low ? high - low : Math.max(Math.abs(low), 1);
      double magnitude = Math.pow(10, Math.floor(Math.log10(span / TICKS)));
      double rest = span / TICKS / magnitude;
      double tick = magnitude * (rest > 5 ? 10 : rest > 2 ? 5 : rest > 1 ? 2 : 1);
      return new Scale(
          Math.floor(low / tick) * tick,
          Math.max(Math.ceil(high / tick), Math.floor(low / tick) + 1) * tick,
          tick);
    }

    double[] ticks() {
      int count = (int) Math.round((high - low) / tick);
      return IntStream.rangeClosed(0, count).mapToDouble(i -> low + i * tick).toArray();
    }
  }

  CurvesChart(Comparison comparison) {
    this.comparison = comparison;
    this.mostSteps =
        comparison.contestants().stream()
            .flatMap(contestant -> contestant.outcomes().stream())
            .mapToDouble(Comparison.Seeded::steps)
            .max()
            .orElse(1);
    this.samples = comparison.contestants().stream().map(this::samples).toList();
    this.returns =
        Scale.covering(
            samples.stream().flatMap(List::stream).mapToDouble(s -> s.mean().low()).min().orElse(0),
            samples.stream()
                .flatMap(List::stream)
                .mapToDouble(s -> s.mean().high())
                .max()
                .orElse(1));
  }

  /** Of the seeds that came to their end, from where all have finished an episode. */
  private List<Sample> samples(Comparison.Contestant contestant) {
    List<Comparison.Seeded> runs = contestant.finished();
    List<Sample> found = new ArrayList<>();
    for (int k = 0; k <= POINTS; k++) {
      double steps = mostSteps * k / POINTS;
      double[] values = runs.stream().mapToDouble(run -> run.at(steps)).toArray();
      boolean isWithin = !runs.isEmpty() && runs.stream().allMatch(run -> steps <= run.steps());
      if (isWithin && IntStream.range(0, values.length).noneMatch(i -> Double.isNaN(values[i]))) {
        found.add(new Sample(steps, InterquartileMean.of(values)));
      }
    }
    return found;
  }

  static String colour(int contestant) {
    return COLOURS.get(contestant % COLOURS.size());
  }

  static String dash(int contestant) {
    return DASHES.get(contestant / COLOURS.size() % DASHES.size());
  }

  String toSvg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        ("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Learning curves: mean return over"
                + " environment steps\">%n")
            .formatted(WIDTH, HEIGHT));
    axes(svg);
    for (int i = 0; i < samples.size(); i++) {
      if (!samples.get(i).isEmpty()) {
        curve(svg, i, samples.get(i));
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private void axes(StringBuilder svg) {
    for (double tick : returns.ticks()) {
      svg.append(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>%n"
              .formatted(LEFT, WIDTH - RIGHT, y(tick), y(tick)));
      svg.append(
          "<text x=\"%d\" y=\"%s\" dy=\"0.35em\" text-anchor=\"end\">%s</text>%n"
              .formatted(LEFT - 10, y(tick), label(tick)));
    }
    Scale steps = Scale.covering(0, mostSteps);
    for (double tick : steps.ticks()) {
      if (tick <= mostSteps) {
        svg.append(
            "<text x=\"%s\" y=\"%d\" dy=\"1.2em\" text-anchor=\"middle\">%s</text>%n"
                .formatted(x(tick), HEIGHT - BOTTOM, label(tick)));
      }
    }
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">environment steps</text>%n"
            .formatted((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8));
  }

  private void curve(StringBuilder svg, int contestant, List<Sample> curve) {
    StringBuilder band = new StringBuilder();
    curve.forEach(s -> band.append(point(s.steps(), s.mean().high())));
    curve.reversed().forEach(s -> band.append(point(s.steps(), s.mean().low())));
    StringBuilder line = new StringBuilder();
    curve.forEach(s -> line.append(point(s.steps(), s.mean().value())));
    String colour = colour(contestant);
    svg.append(
        "<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"0.18\"/>%n"
            .formatted(band.toString().strip(), colour));
    svg.append(
        ("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\""
                + " stroke-dasharray=\"%s\"><title>%s</title></polyline>%n")
            .formatted(
                line.toString().strip(),
                colour,
                dash(contestant),
                Html.escape(comparison.contestants().get(contestant).name())));
  }

  private String point(double steps, double value) {
    return x(steps) + "," + y(value) + " ";
  }

  private String x(double steps) {
    return coordinate(LEFT + steps / mostSteps * (WIDTH - LEFT - RIGHT));
  }

  private String y(double value) {
    double share = (value - returns.low()) / (returns.high() - returns.low());
    return coordinate(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM));
  }

  private static String coordinate(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  /** 250k, 1.5M, −200: short enough for a phone. */
  private static String label(double number) {
    double magnitude = Math.abs(number);
    if (magnitude >= 1e6) {
      return trimmed(number / 1e6) + "M";
    }
    return magnitude >= 1e4 ? trimmed(number / 1e3) + "k" : trimmed(number);
  }

  private static String trimmed(double number) {
    String text = String.format(Locale.ROOT, "%.3f", number).replaceAll("\\.?0+$", "");
    return text.equals("-0") ? "0" : text.replace('-', '−');
  }
}
