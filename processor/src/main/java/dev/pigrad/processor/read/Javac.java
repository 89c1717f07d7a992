package dev.pigrad.processor.read;

import com.sun.source.util.Trees;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Finds javac behind an environment. Gradle and IntelliJ IDEA hand out wrapped ones, which {@link
 * Trees} does not accept.
 */
public final class Javac {
  private static final int DEEPEST_WRAPPING = 8;

  private Javac() {}

  /** The trees of the compilation, or nothing where the compiler is not javac. */
  public static Optional<Trees> trees(ProcessingEnvironment environment) {
    Optional<ProcessingEnvironment> current = Optional.of(environment);
    for (int i = 0; i < DEEPEST_WRAPPING && current.isPresent(); i++) {
      Optional<Trees> trees = current.flatMap(Javac::direct);
      if (trees.isPresent()) {
        return trees;
      }
      current = current.flatMap(Javac::unwrapped);
    }
    return Optional.empty();
  }

  private static Optional<Trees> direct(ProcessingEnvironment environment) {
    try {
      return Optional.of(Trees.instance(environment));
    } catch (IllegalArgumentException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static Optional<ProcessingEnvironment> unwrapped(ProcessingEnvironment wrapper) {
    if (Proxy.isProxyClass(wrapper.getClass())) {
      InvocationHandler handler = Proxy.getInvocationHandler(wrapper);
      return environmentIn(handler);
    }
    return environmentIn(wrapper);
  }

  /** The first environment in a field of {@code holder}: Gradle calls it {@code delegate}. */
  private static Optional<ProcessingEnvironment> environmentIn(Object holder) {
    for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (read(field, holder) instanceof ProcessingEnvironment inner) {
          return Optional.of(inner);
        }
      }
    }
    return Optional.empty();
  }

  private static @Nullable Object read(Field field, Object holder) {
    try {
      field.setAccessible(true);
      return field.get(holder);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
