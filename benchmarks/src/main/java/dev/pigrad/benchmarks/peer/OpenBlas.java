package dev.pigrad.benchmarks.peer;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads;

import dev.pigrad.benchmarks.measure.Contender;
import dev.pigrad.benchmarks.workload.Network.Layer;
import dev.pigrad.benchmarks.workload.Workload;
import dev.pigrad.runtime.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The bare matrix products of a gradient by OpenBLAS: no bias, no activation, no loss. What is left
 * to a hand-written gradient that calls BLAS for the products and costs nothing else.
 */
public final class OpenBlas implements AutoCloseable {
  private static final String NAME = "openblas";

  private final Workload workload;
  private final int rows;
  private final List<LayerBuffers> layers = new ArrayList<>();

  /** A matrix with what comes in, what goes out, and the cotangents of all three. */
  private record LayerBuffers(
      Layer layer,
      FloatPointer x,
      FloatPointer weight,
      FloatPointer y,
      FloatPointer cotangentX,
      FloatPointer cotangentWeight,
      FloatPointer cotangentY) {}

  /** Allocates buffers of the workload's sizes. */
  public OpenBlas(Workload workload) {
    this.workload = workload;
    this.rows = workload.rows();
    RandomStream random = RandomStream.of(1);
    for (Layer layer : workload.network().layers()) {
      int x = rows * layer.inputs();
      int y = rows * layer.outputs();
      int weight = layer.inputs() * layer.outputs();
      layers.add(
          new LayerBuffers(
              layer,
              buffer(x, random),
              buffer(weight, random),
              buffer(y, random),
              buffer(x, random),
              buffer(weight, random),
              buffer(y, random)));
    }
  }

  private static FloatPointer buffer(int size, RandomStream random) {
    FloatPointer buffer = new FloatPointer(size);
    for (int i = 0; i < size; i++) {
      buffer.put(i, (float) random.nextNormal());
    }
    return buffer;
  }

  /** All products of a gradient. */
  public Contender products(int threads) {
    return new Contender(
        "products",
        NAME,
        threads,
        workload.gradientFlops(),
        () -> blas_set_num_threads(threads),
        this::multiply);
  }

  private void multiply() {
    for (int l = 0; l < layers.size(); l++) {
      LayerBuffers at = layers.get(l);
      Layer layer = at.layer;
      int i = layer.inputs();
      int o = layer.outputs();
      // Y = X Wᵀ, (rows, inputs) × (inputs, outputs)
      gemm(CblasNoTrans, CblasTrans, rows, o, i, at.x, i, at.weight, i, at.y, o);
      // W̄ = Ȳᵀ X
      gemm(CblasTrans, CblasNoTrans, o, i, rows, at.cotangentY, o, at.x, i, at.cotangentWeight, i);
      if (l > 0) {
        // X̄ = Ȳ W
        gemm(
            CblasNoTrans,
            CblasNoTrans,
            rows,
            i,
            o,
            at.cotangentY,
            o,
            at.weight,
            i,
            at.cotangentX,
            i);
      }
    }
  }

  /** C = A B, (m, k) × (k, n), where A and B may be given transposed. */
  private static void gemm(
      int transposeA,
      int transposeB,
      int m,
      int n,
      int k,
      FloatPointer a,
      int strideA,
      FloatPointer b,
      int strideB,
      FloatPointer c,
      int strideC) {
    cblas_sgemm(
        CblasRowMajor, transposeA, transposeB, m, n, k, 1, a, strideA, b, strideB, 0, c, strideC);
  }

  @Override
  public void close() {
    for (LayerBuffers at : layers) {
      at.x.close();
      at.weight.close();
      at.y.close();
      at.cotangentX.close();
      at.cotangentWeight.close();
      at.cotangentY.close();
    }
  }
}
