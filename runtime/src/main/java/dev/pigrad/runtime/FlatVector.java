package dev.pigrad.runtime;

import dev.pigrad.runtime.ParameterLayout.Range;
import dev.pigrad.runtime.ParameterLayout.Subset;
import dev.pigrad.runtime.execute.AdamConstants;
import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Precision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The array behind a {@link Parameters}, and its packed form, made again when the array has
 * changed.
 *
 * @param <A> the array type
 */
final class FlatVector<A> {
  private final ParameterSpace<A> space;
  private final Precision<A> precision;
  private final A values;
  private volatile long version;
  private @Nullable PackedParameters<A> packed;
  private long packedVersion = -1;

  FlatVector(ParameterSpace<A> space) {
    this.space = space;
    this.precision = space.backend().precision();
    this.values = space.backend().vector(space.layout().size());
  }

  ParameterSpace<A> space() {
    return space;
  }

  /** The dense values; who writes them calls {@link #changed}. */
  A values() {
    return values;
  }

  long version() {
    return version;
  }

  synchronized void changed() {
    version++;
  }

  /** The values in the form that tiles read. */
  synchronized PackedParameters<A> packed() {
    PackedParameters<A> form = packed;
    if (form == null) {
      form = space.backend().newPacked(space.parameters());
      packed = form;
    }
    if (packedVersion != version) {
      form.pack(values);
      packedVersion = version;
    }
    return form;
  }

  /** Gives the memory back. */
  synchronized void release() {
    precision.release(values);
    if (packed != null) {
      packed.release();
    }
  }

  /** The same vector with the array type known, once the spaces are known to be the same. */
  @SuppressWarnings("unchecked") // one engine has one array type
  FlatVector<A> cast(FlatVector<?> other) {
    return (FlatVector<A>) other;
  }

  void read(double[] target, int from) {
    precision.read(values, from, target, 0, target.length);
  }

  void read(float[] target) {
    precision.read(values, 0, target, 0, target.length);
  }

  void write(double[] source, int to) {
    precision.write(source, 0, values, to, source.length);
    changed();
  }

  void write(float[] source) {
    precision.write(source, 0, values, 0, source.length);
    changed();
  }

  void fill(double value, Subset subset) {
    List<Range> ranges = subset.ranges();
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      precision.fill(values, range.from(), range.to(), value);
    }
    changed();
  }

  void axpy(double a, FlatVector<?> other, Subset subset) {
    A x = cast(other).values;
    List<Range> ranges = subset.ranges();
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      precision.axpy(a, x, values, range.from(), range.to());
    }
    changed();
  }

  void scale(double a, Subset subset) {
    List<Range> ranges = subset.ranges();
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      precision.scale(a, values, range.from(), range.to());
    }
    changed();
  }

  double dot(FlatVector<?> other, Subset subset) {
    A x = cast(other).values;
    double sum = 0;
    List<Range> ranges = subset.ranges();
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      sum += precision.dot(values, x, range.from(), range.to());
    }
    return sum;
  }

  boolean isFinite() {
    return precision.isFinite(values, 0, space.layout().size());
  }

  void adam(
      AdamConstants constants,
      double stepSize,
      double correction,
      FlatVector<?> gradient,
      FlatVector<?> first,
      FlatVector<?> second) {
    FlatVector<A> m = cast(first);
    FlatVector<A> v = cast(second);
    A g = cast(gradient).values;
    List<Range> ranges = m.space.trainable().ranges();
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      precision.adam(
          constants, stepSize, correction, values, g, m.values, v.values, range.from(), range.to());
    }
    changed();
    m.changed();
    v.changed();
  }
}
