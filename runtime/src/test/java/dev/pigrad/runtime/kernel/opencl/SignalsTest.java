package dev.pigrad.runtime.kernel.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.runtime.FreshJvm;
import dev.pigrad.runtime.OpenClDriver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** A driver and the virtual machine share a process, and its signals are the machine's. */
@ExtendWith(OpenClDriver.class)
final class SignalsTest {
  /** Opens a device, and builds new programs while threads stop at one safepoint after another. */
  static final class BuildAmongSafepoints {
    private static final int THREADS = 4;
    private static final int PROGRAMS = 3;

    @SuppressWarnings("unused")
    private static volatile long sum;

    public static void main(String[] arguments) {
      List<Long> before = handlers();
      Devices.Device device = Devices.select("");
      for (int i = 0; i < THREADS; i++) {
        Thread.ofPlatform().daemon().start(BuildAmongSafepoints::add);
      }
      Thread.ofPlatform().daemon().start(BuildAmongSafepoints::stop);
      try (Session session = new Session(device, Limits.of(device.description()))) {
        for (int i = 0; i < PROGRAMS; i++) {
          build(session);
        }
      }
      System.out.println(before.equals(handlers()) ? "kept" : before + " became " + handlers());
    }

    private static List<Long> handlers() {
      return IntStream.rangeClosed(1, 31).mapToObj(Signals::handler).toList();
    }

    /** No cache has it: neither this one nor the driver's own. */
    private static void build(Session session) {
      String text = "kernel void k(global float* x) { *x = " + System.nanoTime() + ".0f; }";
      var _ = new Programs(session, new BinaryCache(Optional.empty())).kernel("test", text, "k");
    }

    private static void add() {
      while (true) {
        long all = 0;
        for (long i = 0; i < 100_000_000; i++) {
          all += i;
        }
        sum = all;
      }
    }

    private static void stop() {
      while (true) {
        System.gc();
        LockSupport.parkNanos(5_000_000);
      }
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void signalsStayTheVirtualMachines() throws Exception {
    List<String> options = List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC");
    assertEquals(
        new FreshJvm.Outcome(0, "kept\n"), FreshJvm.run(options, BuildAmongSafepoints.class));
  }
}
