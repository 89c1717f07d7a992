package dev.pigrad.testing;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Takes the seed of a property from {@code -Dpigrad.seed}: it repeats a failure, and a build that
 * sets it says the same of a commit each time. Where it is missing or empty, jqwik draws one.
 */
public final class Seed implements AroundPropertyHook {
  /** What repeats a run. */
  static final String PROPERTY = "pigrad.seed";

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    set(context);
    return property.execute();
  }

  static void set(PropertyLifecycleContext context) {
    String seed = System.getProperty(PROPERTY, "");
    if (!seed.isEmpty()) {
      context.attributes().setSeed(seed);
    }
  }
}
