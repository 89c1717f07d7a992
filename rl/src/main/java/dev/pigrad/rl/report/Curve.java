package dev.pigrad.rl.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The course of a training: one point per update, as a table and as a picture. */
public final class Curve implements TrainingListener {
  private final List<Progress> points = new ArrayList<>();

  @Override
  public void onUpdate(Progress progress) {
    points.add(progress);
  }

  /** The table, with a header line; an empty cell is a number that is not there. */
  public String toCsv() {
    SequencedSet<String> reported = new LinkedHashSet<>();
    points.forEach(point -> reported.addAll(point.reported().keySet()));
    StringBuilder csv = new StringBuilder("update,steps,episodes,mean_return,loss,kl");
    reported.forEach(name -> csv.append(',').append(snakeCase(name)));
    csv.append(",seconds\n");
    for (Progress point : points) {
      csv.append(point.update()).append(',').append(point.steps());
      csv.append(',').append(point.episodes());
      csv.append(cell(point.meanReturn())).append(cell(point.loss())).append(cell(point.kl()));
      reported.forEach(name -> csv.append(cell(point.reported().getOrDefault(name, Double.NaN))));
      csv.append(String.format(Locale.ROOT, ",%.3f%n", point.seconds()));
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
