package dev.pigrad.lang;

import dev.pigrad.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sizes for open dims: those without {@link Size}. Immutable.
 *
 * <p>A generated program takes them in its constructor; eager code has them in scope:
 *
 * <pre>{@code
 * Dims.of(Hidden.class, 128).and(Obs.class, 17).run(() -> policy.act(observation));
 * }</pre>
 *
 * <p>A scope holds in the thread that opened it, and an inner scope adds to the outer one. Wherever
 * a size is given it must be at least 1, or {@link IllegalArgumentException} is thrown.
 */
public final class Dims {
  private static final ScopedValue<Dims> SCOPE = ScopedValue.newInstance();
  private static final Dims NONE = new Dims(Map.of());

  private final Map<Class<? extends Dim>, Integer> sizes;

  private Dims(Map<Class<? extends Dim>, Integer> sizes) {
    this.sizes = sizes;
  }

  /** No bindings. */
  public static Dims none() {
    return NONE;
  }

  /** Binds one open dim, as {@link #and} does. */
  public static Dims of(Class<? extends Dim> dim, int size) {
    return NONE.and(dim, size);
  }

  /**
   * These bindings and one more.
   *
   * @throws IllegalArgumentException if the dim has {@link Size}, or is bound already
   */
  public Dims and(Class<? extends Dim> dim, int size) {
    Size fixed = dim.getAnnotation(Size.class);
    if (fixed != null) {
      throw new IllegalArgumentException(
          "%s has @Size(%d) and cannot be bound; found %d"
              .formatted(quoted(dim), fixed.value(), size));
    }
    Integer bound = sizes.get(dim);
    if (bound != null) {
      throw new IllegalArgumentException(
          "%s is bound already, to %d; found %d".formatted(quoted(dim), bound, size));
    }
    return plus(Map.of(dim, positive(dim, size)));
  }

  /**
   * The size of a dim here: its {@link Size}, or else the binding in scope.
   *
   * @throws IllegalStateException if it has neither
   */
  public static int size(Class<? extends Dim> dim) {
    return SCOPE.orElse(NONE).of(dim);
  }

  /**
   * The size of a dim: its {@link Size}, or else its binding among these.
   *
   * @throws IllegalStateException if it has neither
   */
  public int of(Class<? extends Dim> dim) {
    return find(dim)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    ("%s has no size; annotate it with @Size, or bind it: Dims.of(%s.class, n),"
                            + " around eager code with .run(…)")
                        .formatted(quoted(dim), dim.getSimpleName())));
  }

  /** The size of a dim: its {@link Size}, or else its binding among these, if any. */
  public OptionalInt find(Class<? extends Dim> dim) {
    Size fixed = dim.getAnnotation(Size.class);
    if (fixed != null) {
      return OptionalInt.of(positive(dim, fixed.value()));
    }
    Integer bound = sizes.get(dim);
    return bound == null ? OptionalInt.empty() : OptionalInt.of(bound);
  }

  /**
   * Computes with these bindings in scope.
   *
   * @return what the body returns
   * @throws X what the body throws
   */
  public <T extends @Nullable Object, X extends Throwable> T call(
      ScopedValue.CallableOp<? extends T, X> body) throws X {
    return scope().call(body);
  }

  /** Runs with these bindings in scope. */
  public void run(Runnable body) {
    scope().run(body);
  }

  private ScopedValue.Carrier scope() {
    return ScopedValue.where(SCOPE, SCOPE.orElse(NONE).plus(sizes));
  }

  private Dims plus(Map<Class<? extends Dim>, Integer> inner) {
    Map<Class<? extends Dim>, Integer> all = new LinkedHashMap<>(sizes);
    all.putAll(inner);
    return new Dims(all);
  }

  private static int positive(Class<? extends Dim> dim, int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "the size of %s must be at least 1, found %d".formatted(quoted(dim), size));
    }
    return size;
  }

  private static String quoted(Class<? extends Dim> dim) {
    return '"' + dim.getSimpleName() + '"';
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Dims that && sizes.equals(that.sizes);
  }

  @Override
  public int hashCode() {
    return sizes.hashCode();
  }

  /** As in {@code {Hidden=128, Obs=17}}. */
  @Override
  public String toString() {
    return sizes.entrySet().stream()
        .map(binding -> binding.getKey().getSimpleName() + "=" + binding.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
