package dev.pigrad.benchmarks.suite;

import dev.pigrad.benchmarks.measure.Contender;
import dev.pigrad.benchmarks.peer.LibTorch;
import dev.pigrad.benchmarks.peer.NativeLibraries;
import dev.pigrad.benchmarks.peer.OpenBlas;
import dev.pigrad.benchmarks.report.Row;
import dev.pigrad.benchmarks.workload.Network;
import dev.pigrad.benchmarks.workload.Pigrad;
import dev.pigrad.benchmarks.workload.Samples;
import dev.pigrad.benchmarks.workload.Workload;
import dev.pigrad.runtime.Engine;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of PPO's clipped loss on networks from CartPole's to Humanoid's, beside libtorch and
 * the bare products of OpenBLAS; then Fisher-vector products, evaluating, acting and training.
 */
public final class StandardSuite {
  private final Setting setting;

  private StandardSuite(Setting setting) {
    this.setting = setting;
  }

  /** One part per workload. */
  public static List<Part> parts(Setting setting) {
    StandardSuite suite = new StandardSuite(setting);
    return List.of(
        suite.batch(new Workload(64, Network.GAUSSIAN_64), false),
        suite.batch(new Workload(2048, Network.CATEGORICAL_64), false),
        suite.batch(new Workload(2048, Network.GAUSSIAN_64), true),
        suite.batch(new Workload(2048, Network.GAUSSIAN_256), true),
        suite.batch(new Workload(4096, Network.GAUSSIAN_512), false),
        suite.acting(new Workload(1, Network.GAUSSIAN_64)),
        new Part("train", () -> Training.measure(setting)));
  }

  /**
   * The gradient over a batch.
   *
   * @param everything whether everything else that is computed over a batch is measured beside it
   */
  private Part batch(Workload workload, boolean everything) {
    return new Part(workload.toString(), () -> measure(workload, everything));
  }

  private List<Row> measure(Workload workload, boolean everything) {
    Samples samples = Samples.draw(workload);
    List<Contender> contenders = new ArrayList<>();
    try (Pigrad one = new Pigrad(samples, 1);
        Pigrad two = new Pigrad(samples, 2);
        Pigrad device =
            NativeLibraries.whyNoOpenCl().isEmpty() ? new Pigrad(samples, Engine.openCl()) : null;
        LibTorch libTorch = NativeLibraries.hasLibTorch() ? new LibTorch(samples) : null;
        OpenBlas openBlas = NativeLibraries.hasOpenBlas() ? new OpenBlas(workload) : null) {
      for (Pigrad pigrad : List.of(one, two)) {
        contenders.add(pigrad.gradient());
        if (everything) {
          contenders.addAll(pigrad.furtherProducts());
        }
      }
      if (device != null) {
        Agreement.require(workload, one.gradientTensors(), device.gradientTensors());
        contenders.add(device.gradient());
      }
      if (libTorch != null) {
        Agreement.require(workload, one.gradientTensors(), libTorch.gradientTensors());
        for (int threads = 1; threads <= 2; threads++) {
          contenders.add(libTorch.gradient(threads));
          if (everything) {
            contenders.add(libTorch.logProb(threads));
          }
        }
      }
      if (openBlas != null) {
        contenders.add(openBlas.products(1));
        contenders.add(openBlas.products(2));
      }
      return setting.contest(workload.toString(), contenders);
    }
  }

  private Part acting(Workload workload) {
    return new Part(workload.toString(), () -> measureActing(workload));
  }

  private List<Row> measureActing(Workload workload) {
    Samples samples = Samples.draw(workload);
    List<Contender> contenders = new ArrayList<>();
    try (Pigrad pigrad = new Pigrad(samples, 1);
        LibTorch libTorch = NativeLibraries.hasLibTorch() ? new LibTorch(samples) : null) {
      contenders.add(pigrad.act());
      if (libTorch != null) {
        contenders.add(libTorch.act(1));
      }
      return setting.contest(workload.toString(), contenders);
    }
  }
}
