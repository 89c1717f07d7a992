package dev.pigrad.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

final class EngineChoiceTest {
  /** Prints the best engine for a program, asked for twice. */
  static final class Best {
    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        try (Engine engine = Engine.best(new TwoLayerPolicyProgram(), 64)) {
          System.out.println(engine.backend());
        }
      }
    }
  }

  private static List<String> best(Map<String, String> environment) throws Exception {
    FreshJvm.Outcome outcome =
        FreshJvm.run(
            environment,
            FreshJvm.CLASS_PATH,
            List.of("--add-modules", "jdk.incubator.vector"),
            Best.class);
    assertEquals(0, outcome.status(), outcome.output());
    return outcome.output().lines().filter(Set.of("simd", "opencl")::contains).toList();
  }

  @Test
  @ExtendWith(OpenClDriver.class)
  void choiceBetweenProcessorAndDeviceStays() throws Exception {
    List<String> engines = best(Map.of());
    assertEquals(2, engines.size());
    assertEquals(engines.getFirst(), engines.getLast());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutADeviceItIsTheProcessor(@TempDir Path noDrivers) throws Exception {
    assertEquals(List.of("simd", "simd"), best(Map.of("OCL_ICD_VENDORS", noDrivers.toString())));
  }
}
