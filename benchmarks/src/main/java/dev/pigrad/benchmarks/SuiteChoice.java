package dev.pigrad.benchmarks;

import dev.pigrad.benchmarks.suite.Part;
import dev.pigrad.benchmarks.suite.ScalingSuite;
import dev.pigrad.benchmarks.suite.Setting;
import dev.pigrad.benchmarks.suite.ShapesSuite;
import dev.pigrad.benchmarks.suite.StandardSuite;
import dev.pigrad.benchmarks.suite.StartupSuite;
import java.util.List;
import java.util.Locale;

/** The suites to choose from. */
enum SuiteChoice {
  STANDARD,
  SCALING,
  SHAPES,
  STARTUP;

  List<Part> parts(Setting setting) {
    return switch (this) {
      case STANDARD -> StandardSuite.parts(setting);
      case SCALING -> ScalingSuite.parts(setting);
      case SHAPES -> ShapesSuite.parts(setting);
      case STARTUP -> StartupSuite.parts(setting);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
