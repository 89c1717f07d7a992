package dev.pigrad.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/**
 * A method of a user's record, also of one that is not public.
 *
 * @param method the method, accessible
 */
record Body(Method method) {

  static Body of(Method method) {
    method.setAccessible(true);
    return new Body(method);
  }

  /** The method of a name and a number of parameters. */
  static Optional<Body> named(Class<?> type, String name, int parameters) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> m.getName().equals(name) && m.getParameterCount() == parameters)
        .filter(m -> !m.isBridge())
        .findFirst()
        .map(Body::of);
  }

  /** The method with an annotation. */
  static Optional<Body> annotated(Class<?> type, Class<? extends Annotation> annotation) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> m.isAnnotationPresent(annotation))
        .findFirst()
        .map(Body::of);
  }

  /** The method with an annotation, by its name. */
  static Optional<Body> annotated(
      Class<?> type, Class<? extends Annotation> annotation, String name) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> m.isAnnotationPresent(annotation) && m.getName().equals(name))
        .findFirst()
        .map(Body::of);
  }

  /** Calls it; what it throws comes out as it is. */
  Object call(Object receiver, Object... arguments) {
    try {
      return method.invoke(receiver, arguments);
    } catch (InvocationTargetException thrown) {
      throw unwrapped(thrown);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException("cannot call " + method, impossible);
    }
  }

  /** What a body threw; nothing in the language throws a checked exception. */
  static RuntimeException unwrapped(InvocationTargetException thrown) {
    return switch (thrown.getCause()) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(thrown);
    };
  }
}
