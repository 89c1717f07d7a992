package dev.pigrad.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.launcher.EngineFilter.includeEngines;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.pigrad.testing.loss.ClippedRatio;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What a property's failure says where a user runs it. */
final class GuardTest {
  private static final String WRONG = "gradient: expected 1, found 2";

  @TempDir private Path folder;

  /** A suite of a surrogate with a property that its surrogate does not have. */
  static final class OfSurrogate implements SurrogateProperties<ClippedRatio> {
    @Property
    void fails(@ForAll("steps") Trial trial) {
      throw new AssertionError(WRONG);
    }
  }

  /** No surrogate: nothing was generated from it. */
  record Underived() {}

  /** A suite of which no failure has a diagnosis. */
  static final class OfUnderived implements SurrogateProperties<Underived> {
    @Property
    void fails(@ForAll("steps") Trial trial) {
      throw new AssertionError(WRONG);
    }
  }

  @Test
  void failureOfASurrogateSaysWhatFailedAndWhatRepeatsIt() {
    List<String> lines = failure(OfSurrogate.class).getMessage().lines().toList();
    assertEquals(WRONG, lines.get(0));
    assertEquals("  every equation has its derivative", lines.get(1));
    assertTrue(lines.get(2).matches("  ClippedRatio\\{}\\{epsilon=.*}, rows=1, .*"), lines.get(2));
    assertTrue(lines.get(3).matches("  repeat with -Dpigrad.seed=-?\\d+"), lines.get(3));
  }

  @Test
  void diagnosisThatFailsHidesNoFailure() {
    Throwable failure = failure(OfUnderived.class);
    List<String> lines = failure.getMessage().lines().toList();
    Throwable suppressed = failure.getSuppressed()[0];
    assertEquals(WRONG, lines.get(0));
    assertEquals(
        "  without a diagnosis, which failed itself and is suppressed: " + suppressed,
        lines.get(1));
    assertTrue(suppressed.getMessage().contains("GuardTest_UnderivedProgram"));
    assertTrue(lines.get(3).startsWith("  repeat with"), lines.get(3));
  }

  /** Of its property, which is neither printed nor recorded among this build's. */
  private Throwable failure(Class<?> suite) {
    var request =
        request()
            .selectors(selectMethod(suite, "fails", Trial.class.getName()))
            .filters(includeEngines("jqwik"))
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .configurationParameter("jqwik.database", folder.resolve("runs").toString());
    var summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request.build(), summary);
    return summary.getSummary().getFailures().getFirst().getException();
  }
}
