package dev.pigrad.runtime;

import dev.pigrad.runtime.ParameterLayout.Subset;
import dev.pigrad.runtime.execute.AdamConstants;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A point or a direction in the parameter space of a policy (θ, a gradient, a vector v), kept where
 * the engine computes. Reading and writing it is explicit.
 *
 * <p>Made by {@link LoadedPolicy}. Any number of threads may read it at once; while one writes it
 * no other may use it.
 */
public final class Parameters implements AutoCloseable {
  private final FlatVector<?> vector;
  private volatile boolean closed;
  private @Nullable GradientResult result;

  Parameters(FlatVector<?> vector) {
    this.vector = vector;
  }

  /** Number of entries. */
  public int size() {
    return layout().size();
  }

  /** Which tensor is where. */
  public ParameterLayout layout() {
    return vector.space().layout();
  }

  /** The qualified name of the policy whose parameters these are. */
  public String policy() {
    return vector.space().policy();
  }

  /** Counts the changes. */
  public long version() {
    return vector.version();
  }

  /** All entries. */
  public float[] toFloatArray() {
    requireOpen();
    float[] copy = new float[size()];
    vector.read(copy);
    return copy;
  }

  /** All entries. */
  public double[] toDoubleArray() {
    requireOpen();
    double[] copy = new double[size()];
    vector.read(copy, 0);
    return copy;
  }

  /** Sets all entries. */
  public void copyFrom(float[] values) {
    requireOpen();
    requireSize("the vector of all parameters", size(), values.length);
    vector.write(values);
  }

  /** Sets all entries. */
  public void copyFrom(double[] values) {
    requireOpen();
    requireSize("the vector of all parameters", size(), values.length);
    vector.write(values, 0);
  }

  /** Sets all entries to those of the same policy's parameters, also from another engine. */
  public void copyFrom(Parameters other) {
    requireOpen();
    other.requireOpen();
    if (!policy().equals(other.policy()) || !layout().equals(other.layout())) {
      throw mismatch(other);
    }
    vector.write(other.toDoubleArray(), 0);
  }

  /** The entries of one tensor, row after row. */
  public double[] get(String name) {
    requireOpen();
    ParameterLayout.Entry entry = layout().entry(name);
    double[] copy = new double[entry.size()];
    vector.read(copy, entry.offset());
    return copy;
  }

  /** Sets the entries of one tensor, row after row. */
  public void set(String name, double... values) {
    requireOpen();
    ParameterLayout.Entry entry = layout().entry(name);
    requireSize("parameter '" + name + "'", entry.size(), values.length);
    vector.write(values, entry.offset());
  }

  /** Sets every entry to {@code value}. */
  public void fill(double value) {
    fill(value, vector.space().all());
  }

  /** Sets every entry of {@code subset} to {@code value}. */
  public void fill(double value, Subset subset) {
    requireOpen();
    requirePart(subset);
    vector.fill(value, subset);
  }

  /** {@code this += a x}. */
  public void axpy(double a, Parameters x) {
    axpy(a, x, vector.space().all());
  }

  /** {@code this += a x} on {@code subset}. */
  public void axpy(double a, Parameters x, Subset subset) {
    requireSameSpace(x);
    requirePart(subset);
    vector.axpy(a, x.vector, subset);
  }

  /** {@code this *= a}. */
  public void scale(double a) {
    scale(a, vector.space().all());
  }

  /** {@code this *= a} on {@code subset}. */
  public void scale(double a, Subset subset) {
    requireOpen();
    requirePart(subset);
    vector.scale(a, subset);
  }

  /** {@code thisᵀ x}, summed in a fixed order in double precision. */
  public double dot(Parameters x) {
    return dot(x, vector.space().all());
  }

  /** {@code thisᵀ x} over {@code subset}, summed in a fixed order in double precision. */
  public double dot(Parameters x, Subset subset) {
    requireSameSpace(x);
    requirePart(subset);
    return vector.dot(x.vector, subset);
  }

  /** The Euclidean norm. */
  public double norm() {
    return Math.sqrt(dot(this));
  }

  /** The Euclidean norm of {@code subset}. */
  public double norm(Subset subset) {
    return Math.sqrt(dot(this, subset));
  }

  /** Whether no entry is infinite or NaN. */
  public boolean isFinite() {
    requireOpen();
    return vector.isFinite();
  }

  /** One step of Adam on the tensors that {@code first}'s policy trains. */
  void adam(
      AdamConstants constants,
      double stepSize,
      double correction,
      Parameters gradient,
      Parameters first,
      Parameters second) {
    requireSameSpace(gradient);
    requireSameSpace(first);
    vector.adam(constants, stepSize, correction, gradient.vector, first.vector, second.vector);
  }

  /** The vector, once it is known to be of {@code space}. */
  @SuppressWarnings("unchecked") // one engine has one array type
  <A> FlatVector<A> in(ParameterSpace<A> space) {
    requireOpen();
    if (!space.isSame(vector.space())) {
      throw new IllegalArgumentException(
          "these are parameters of "
              + vector.space().description()
              + ", found in a call of "
              + space.description()
              + "; make them with that policy's newParameters()");
    }
    return (FlatVector<A>) vector;
  }

  /** What is known besides the gradient that these parameters are: kept, and overwritten. */
  GradientResult result(List<String> reported) {
    GradientResult present = result;
    if (present == null || !present.reports(reported)) {
      present = new GradientResult(reported);
      result = present;
    }
    return present;
  }

  /** Parameters of the same policy on the same engine, all zero. */
  Parameters newZeros() {
    return new Parameters(new FlatVector<>(vector.space()));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      vector.release();
    }
  }

  private void requireOpen() {
    vector.space().engine().requireOpen();
    if (closed) {
      throw new IllegalStateException(
          "these parameters of '" + policy() + "' are closed; use them before close()");
    }
  }

  private void requireSameSpace(Parameters other) {
    requireOpen();
    other.requireOpen();
    if (!vector.space().isSame(other.vector.space())) {
      throw mismatch(other);
    }
  }

  private IllegalArgumentException mismatch(Parameters other) {
    return new IllegalArgumentException(
        "parameters of "
            + vector.space().description()
            + " cannot meet those of "
            + other.vector.space().description()
            + "; use parameters of one policy on one engine");
  }

  /** Refuses a subset of another layout. */
  void requirePart(Subset subset) {
    vector.space().requirePart(subset);
  }

  private static void requireSize(String what, int size, int found) {
    if (size != found) {
      throw new IllegalArgumentException(what + " takes " + size + " values, found " + found);
    }
  }
}
