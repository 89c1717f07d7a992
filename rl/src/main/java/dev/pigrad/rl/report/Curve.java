package dev.pigrad.rl.report;

import dev.pigrad.rl.checkpoint.State;
import dev.pigrad.rl.checkpoint.Stateful;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The course of a training: one point per update, as a table and as a picture. Neither has the wall
 * time, so that the same training gives the same bytes.
 */
public final class Curve implements TrainingListener, Stateful {
  private static final String REPORTED = "reported.";

  private final List<Progress> points = new ArrayList<>();

  @Override
  public void onUpdate(Progress progress) {
    points.add(progress);
  }

  @Override
  public void save(State state) {
    state.put("update", column(Progress::update));
    state.put("steps", column(Progress::steps));
    state.put("totalSteps", column(Progress::totalSteps));
    state.put("episodes", column(Progress::episodes));
    state.put("meanReturn", column(Progress::meanReturn));
    state.put("loss", column(Progress::loss));
    state.put("kl", column(Progress::kl));
    reported()
        .forEach(
            name ->
                state.put(
                    REPORTED + name,
                    column(point -> point.reported().getOrDefault(name, Double.NaN))));
  }

  private double[] column(ToDoubleFunction<Progress> entry) {
    return points.stream().mapToDouble(entry).toArray();
  }

  private SequencedSet<String> reported() {
    SequencedSet<String> reported = new LinkedHashSet<>();
    points.forEach(point -> reported.addAll(point.reported().keySet()));
    return reported;
  }

  @Override
  public void restore(State state) {
    points.clear();
    int count = state.get("update").length;
    for (int k = 0; k < count; k++) {
      Map<String, Double> reported = new LinkedHashMap<>();
      for (String name : state.names()) {
        if (name.startsWith(REPORTED)) {
          reported.put(name.substring(REPORTED.length()), state.get(name)[k]);
        }
      }
      points.add(
          new Progress(
              (long) state.get("update")[k],
              (long) state.get("steps")[k],
              (long) state.get("totalSteps")[k],
              (long) state.get("episodes")[k],
              state.get("meanReturn")[k],
              state.get("loss")[k],
              state.get("kl")[k],
              reported,
              Double.NaN));
    }
  }

  /** The mean return over the steps, from the first episode's end on. */
  public List<Comparison.Point> points() {
    return points.stream()
        .filter(point -> !Double.isNaN(point.meanReturn()))
        .map(point -> new Comparison.Point(point.steps(), point.meanReturn()))
        .toList();
  }

  /** The table, with a header line; an empty cell is a number that is not there. */
  public String toCsv() {
    SequencedSet<String> reported = reported();
    StringBuilder csv = new StringBuilder("update,steps,episodes,mean_return,loss,kl");
    reported.forEach(name -> csv.append(',').append(snakeCase(name)));
    csv.append('\n');
    for (Progress point : points) {
      csv.append(point.update()).append(',').append(point.steps());
      csv.append(',').append(point.episodes());
      csv.append(cell(point.meanReturn())).append(cell(point.loss())).append(cell(point.kl()));
      reported.forEach(name -> csv.append(cell(point.reported().getOrDefault(name, Double.NaN))));
      csv.append('\n');
    }
    return csv.toString();
  }

  private static String cell(double number) {
    return Double.isNaN(number) ? "," : "," + (float) number;
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** Draws the mean return over the steps as a PNG. */
  byte[] toPng(String title) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(960)
            .height(600)
            .title(title)
            .xAxisTitle("environment steps")
            .yAxisTitle("mean return of the last 100 episodes")
            .theme(Styler.ChartTheme.Matlab)
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisDecimalPattern("#,###");
    chart.getStyler().setXAxisMin(0.0);
    List<Progress> drawn =
        points.stream().filter(point -> !Double.isNaN(point.meanReturn())).toList();
    if (!drawn.isEmpty()) {
      XYSeries series =
          chart.addSeries(
              "mean return",
              drawn.stream().mapToDouble(Progress::steps).toArray(),
              drawn.stream().mapToDouble(Progress::meanReturn).toArray());
      series.setMarker(SeriesMarkers.NONE);
    }
    return ChartEncoder.getBytes(chart, "png");
  }
}
