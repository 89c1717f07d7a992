package dev.pigrad.samples.command;

import dev.pigrad.runtime.Engine;
import dev.pigrad.runtime.OpenClDevice;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code pigrad devices}: what {@code --backend opencl} can run on. */
@Command(
    name = "devices",
    description = "Lists the OpenCL devices of this machine, or says why there are none.",
    mixinStandardHelpOptions = true)
final class DevicesCommand implements Callable<Integer> {
  private static final long MEGABYTE = 1 << 20;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<OpenClDevice> devices = Engine.openClDevices();
    if (devices.isEmpty()) {
      out.println("no OpenCL device; install a driver, on Debian pocl-opencl-icd for processors");
      return 1;
    }
    devices.forEach(device -> print(device, out));
    return 0;
  }

  private static void print(OpenClDevice device, PrintWriter out) {
    out.printf("%s %s%n", device.type(), device.name());
    line(out, "platform", device.platform());
    line(out, "driver", device.driver() + ", " + device.version());
    line(out, "compute units", device.computeUnits() + " at " + device.megahertz() + " MHz");
    line(out, "memory", device.memory() / MEGABYTE + " MiB");
    line(out, "largest buffer", device.largestBuffer() / MEGABYTE + " MiB");
    line(out, "local memory", device.localMemory() / 1024 + " KiB a group");
    line(out, "group", "up to " + device.groupSize() + " work-items");
    line(out, "double", device.hasDouble() ? "yes, not needed" : "no, not needed");
  }

  private static void line(PrintWriter out, String what, String value) {
    out.printf("  %-15s%s%n", what, value);
  }
}
