package dev.pigrad.runtime.kernel.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.DeviceException;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.FreshJvm;
import dev.pigrad.runtime.OpenClDriver;
import dev.pigrad.runtime.OpenClRollout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jocl.CL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nothing native outlives its engine, whatever fails. */
@ExtendWith(OpenClDriver.class)
final class ReleaseTest {
  private static final int ENGINES = 1_000;
  private static final int FAILURES = 100;

  /** KiB; a leak of 20 KiB an engine is more. */
  private static final long MOST_GROWTH = 16 << 10;

  /** A cached program that cannot be loaded is built, so that its failure would not surface. */
  @BeforeEach
  void keepNoPrograms() {
    System.setProperty(BinaryCache.PROPERTY, "");
  }

  @AfterEach
  void failNoMore() {
    System.clearProperty(BinaryCache.PROPERTY);
    Faults.failNever();
  }

  /** Prints how many objects live, and by how many KiB the process grew after a tenth. */
  static final class OpenAndClose {
    public static void main(String[] arguments) throws IOException {
      open(ENGINES / 10);
      long before = residentKibibytes();
      open(ENGINES - ENGINES / 10);
      System.out.println(Faults.live() + " " + (residentKibibytes() - before));
    }

    private static void open(int engines) {
      for (int i = 0; i < engines; i++) {
        Engine.openCl().close();
      }
    }

    private static long residentKibibytes() throws IOException {
      String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1];
      return Long.parseLong(pages) * 4;
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void openingAndClosingLeavesNothing() throws Exception {
    List<String> options =
        List.of("--enable-native-access=ALL-UNNAMED", "-Xms64m", "-Xmx64m", "-XX:+UseSerialGC");
    FreshJvm.Outcome outcome = FreshJvm.run(options, OpenAndClose.class);
    String[] counts = outcome.output().strip().split(" ", -1);
    assertEquals(2, counts.length, outcome.output());
    assertEquals("0", counts[0], "living objects");
    assertTrue(Long.parseLong(counts[1]) < MOST_GROWTH, counts[1] + " KiB more");
  }

  @Test
  void computingLeavesNothing() {
    try (Engine engine = Engine.openCl()) {
      OpenClRollout.run(engine);
      assertTrue(Faults.live() > 0);
    }
    assertEquals(0, Faults.live());
  }

  @Test
  void failureOfAnyCallIsOneExceptionAndLeavesNothing() {
    int calls = 0;
    while (fails(calls)) {
      assertEquals(0, Faults.live(), "after a failure of call " + calls);
      calls++;
    }
    assertTrue(calls >= FAILURES, calls + " calls");
  }

  /** Whether there is so late a call; its failure surfaces as what it is. */
  private static boolean fails(int calls) {
    Faults.failAfter(calls, CL.CL_OUT_OF_RESOURCES);
    try (Engine engine = Engine.openCl()) {
      OpenClRollout.run(engine);
    } catch (DeviceException e) {
      assertTrue(e.getMessage().contains("CL_OUT_OF_RESOURCES"), e.getMessage());
      return true;
    }
    assertTrue(Faults.isPending(), "the failure of call " + calls + " was absorbed");
    return false;
  }
}
