package dev.pigrad.runtime.kernel.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.DeviceException;
import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.EngineUnavailableException;
import dev.pigrad.runtime.FreshJvm;
import dev.pigrad.runtime.OpenClDevice;
import dev.pigrad.runtime.OpenClDriver;
import dev.pigrad.runtime.OpenClRollout;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jocl.CL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is one error, which names what failed and what to do. */
@ExtendWith(OpenClDriver.class)
final class OpenClFaultsTest {
  private static final int LOADER_CALLS = 8;

  @TempDir private Path folder;

  @AfterEach
  void failNoMore() {
    Faults.failNever();
    System.clearProperty(BinaryCache.PROPERTY);
  }

  /** Why there is no engine, each time that it is asked for. */
  static final class OpenTwice {
    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) {
        try (Engine engine = Engine.openCl()) {
          System.out.println(engine);
        } catch (EngineUnavailableException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  private static void assertUnavailable(
      Map<String, String> environment, String classPath, String reason, String remedy)
      throws IOException, InterruptedException {
    FreshJvm.Outcome outcome =
        FreshJvm.run(
            environment, classPath, List.of("--enable-native-access=ALL-UNNAMED"), OpenTwice.class);
    List<String> lines =
        outcome.output().lines().filter(line -> line.contains("opencl engine")).toList();
    assertEquals(2, lines.size(), outcome.output());
    for (String line : lines) {
      assertTrue(line.contains(reason), line);
      assertTrue(line.contains(remedy), line);
    }
  }

  @Test
  void missingJoclIsAnErrorWithTheDependency() throws Exception {
    String without =
        Arrays.stream(FreshJvm.CLASS_PATH.split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("jocl"))
            .collect(Collectors.joining(File.pathSeparator));
    assertUnavailable(Map.of(), without, "needs JOCL", "add the dependency org.jocl:jocl:2.0.6");
  }

  /** A loader that is no library stands for one that is not there. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void missingLoaderIsAnErrorWithThePackages() throws Exception {
    Files.createFile(folder.resolve("libOpenCL.so"));
    Files.createFile(folder.resolve("libOpenCL.so.1"));
    assertUnavailable(
        Map.of("LD_LIBRARY_PATH", folder.toString()),
        FreshJvm.CLASS_PATH,
        "found no OpenCL loader",
        "ocl-icd-libopencl1");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void missingPlatformIsAnErrorWithADriver() throws Exception {
    assertUnavailable(
        Map.of("OCL_ICD_VENDORS", folder.toString()),
        FreshJvm.CLASS_PATH,
        "no OpenCL platform or device",
        "pocl-opencl-icd");
  }

  @Test
  void platformMayHaveNoDevice() {
    var platform = Calls.platforms().getFirst();
    Faults.failAfter(0, CL.CL_DEVICE_NOT_FOUND);
    assertTrue(Calls.devices(platform).isEmpty());
    assertFalse(Calls.devices(platform).isEmpty());
  }

  /** Whichever call finds out first; a launch names its kernel. */
  @Test
  void lostDeviceIsAnErrorWithTheKernelAndTheRemedy() {
    boolean isLaunch = false;
    for (int calls = LOADER_CALLS; !isLaunch; calls++) {
      try (Engine engine = Engine.openCl()) {
        Faults.failAfter(calls, CL.CL_DEVICE_NOT_AVAILABLE);
        DeviceException error =
            assertThrows(DeviceException.class, () -> OpenClRollout.run(engine));
        assertEquals("CL_DEVICE_NOT_AVAILABLE", error.error());
        String message = String.valueOf(error.getMessage());
        assertTrue(message.contains("close the engine and open one again"), message);
        isLaunch = message.contains("clEnqueueNDRangeKernel of a pass of '");
      }
    }
  }

  @Test
  void failedBuildIsAnErrorWithTheLog() {
    Devices.Device device = Devices.select("");
    try (Session session = new Session(device, Limits.of(device.description()))) {
      Programs programs = new Programs(session, new BinaryCache(Optional.empty()));
      DeviceException error =
          assertThrows(
              DeviceException.class,
              () -> programs.kernel("'Broken'", "__kernel void broken() { missing(); }", "broken"));
      assertEquals("CL_BUILD_PROGRAM_FAILURE", error.error());
      String message = String.valueOf(error.getMessage());
      assertTrue(message.startsWith("clBuildProgram of 'Broken' failed"), message);
      assertTrue(message.contains("missing"), message); // the compiler's own words
      assertTrue(message.contains("Engine.simd()"), message);
    }
    assertEquals(0, Faults.live());
  }

  private List<String> keys() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** What a driver once built, and what it refuses to take back, is built again. */
  @Test
  void damagedBinariesAreBuiltAgain() throws IOException {
    System.setProperty(BinaryCache.PROPERTY, folder.toString());
    try (Engine engine = Engine.openCl()) {
      OpenClRollout.run(engine);
    }
    BinaryCache cache = new BinaryCache(Optional.of(folder));
    List<String> keys = keys();
    assertFalse(keys.isEmpty());
    byte[] damaged = {1, 2, 3};
    keys.forEach(key -> cache.put(key, damaged));
    try (Engine engine = Engine.openCl()) {
      OpenClRollout.run(engine);
    }
    keys.forEach(key -> assertTrue(cache.find(key).orElseThrow().length > damaged.length));
  }

  private static OpenClDevice device(String type, long localMemory, long groupSize) {
    return new OpenClDevice(
        "", "", type, "", "", 8, 1_000, 1 << 30, 1 << 28, localMemory, groupSize, false);
  }

  @Test
  void deviceWithTooLittleLocalMemoryWorksWithoutIt() {
    assertEquals(256, Limits.of(device("GPU", 16_384, 1_024)).groupSize());
    assertEquals(1, Limits.of(device("GPU", 4_096, 1_024)).groupSize());
    assertEquals(1, Limits.of(device("GPU", 16_384, 64)).groupSize());
  }
}
