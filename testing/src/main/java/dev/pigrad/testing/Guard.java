package dev.pigrad.testing;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutionResult.Status;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.opentest4j.AssertionFailedError;

/**
 * Stands around every property of a suite: sets its {@link Seed}, skips what the subject or the
 * machine has no use for and says why, lets nothing pass that asserted nothing, and adds to a
 * failure where it comes from.
 */
final class Guard implements AroundPropertyHook, SkipExecutionHook {
  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return context
        .findAnnotation(Needs.class)
        .flatMap(needs -> Requirements.missing(needs, instance(context)))
        .map(SkipResult::skip)
        .orElseGet(SkipResult::doNotSkip);
  }

  private static Object instance(LifecycleContext context) {
    return instance(context.optionalContainerClass().orElseThrow());
  }

  /** A suite of its own; one that is a group in another class stands in an instance of that. */
  private static Object instance(Class<?> suite) {
    Constructor<?> constructor = suite.getDeclaredConstructors()[0];
    return constructor.getParameterCount() == 0
        ? Structure.construct(constructor)
        : Structure.construct(constructor, instance(suite.getEnclosingClass()));
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    Seed.set(context);
    int before = Verdict.count();
    PropertyExecutionResult result = property.execute();
    if (result.status() == Status.SUCCESSFUL && Verdict.count() == before) {
      return result.mapToFailed("it asserted nothing in " + result.countTries() + " tries");
    }
    return result.status() == Status.FAILED ? explained(context, result) : result;
  }

  private static PropertyExecutionResult explained(
      PropertyLifecycleContext context, PropertyExecutionResult result) {
    Throwable thrown = result.throwable().orElseThrow();
    Optional<Trial> trial = trial(result);
    List<Throwable> broken = new ArrayList<>();
    String where =
        trial.map(t -> where(t, context.targetMethod().getName(), broken::add)).orElse("");
    String message =
        "%s%n%s  %s%n  repeat with -D%s=%s"
            .formatted(
                thrown.getMessage(),
                where,
                trial.map(Trial::toString).orElse(""),
                Seed.PROPERTY,
                result.seed().orElse(""));
    AssertionFailedError failure = new AssertionFailedError(message, thrown);
    failure.setStackTrace(thrown.getStackTrace());
    broken.forEach(failure::addSuppressed);
    return result.mapToFailed(failure);
  }

  /** A diagnosis that fails itself must not hide what it is of. */
  private static String where(Trial trial, String property, Consumer<Throwable> broken) {
    try {
      return Diagnosis.of(trial, property);
    } catch (RuntimeException | Error thrown) {
      broken.accept(thrown);
      return "  without a diagnosis, which failed itself and is suppressed: %s%n".formatted(thrown);
    }
  }

  private static Optional<Trial> trial(PropertyExecutionResult result) {
    return result.falsifiedParameters().orElse(List.of()).stream()
        .filter(Trial.class::isInstance)
        .map(Trial.class::cast)
        .findFirst();
  }
}
