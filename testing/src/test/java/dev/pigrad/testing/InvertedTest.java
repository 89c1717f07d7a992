package dev.pigrad.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.lang.Dims;
import dev.pigrad.testing.policy.ConstrainedLoss;
import dev.pigrad.testing.policy.OutputsPolicy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No property of the kit passes when its assertions are turned round: each asserts something. */
final class InvertedTest {
  private static final String INVERTED = "pigrad.inverted";

  @BeforeEach
  void invert() {
    System.setProperty(INVERTED, "true");
  }

  @AfterEach
  void restore() {
    System.clearProperty(INVERTED);
  }

  @Test
  void everyPropertyOfAPolicyFails() {
    var sizes =
        Dims.of(OutputsPolicy.Obs.class, 2)
            .and(OutputsPolicy.Hidden.class, 3)
            .and(OutputsPolicy.Act.class, 1);
    Trial trial = new Trial(OutputsPolicy.class, sizes, Map.of(), 3, 1, 7);
    assertEquals(
        List.of(),
        passing(PolicyProperties.class, new PolicyProperties<OutputsPolicy>() {}, trial));
    assertEquals(
        List.of(),
        passing(
            DifferentiableProperties.class,
            new DifferentiableProperties<OutputsPolicy>() {},
            trial));
  }

  @Test
  void everyPropertyOfASurrogateFails() {
    Trial trial = new Trial(ConstrainedLoss.class, Dims.none(), Map.of(), 3, 1, 8);
    assertEquals(
        List.of(),
        passing(SurrogateProperties.class, new SurrogateProperties<ConstrainedLoss>() {}, trial));
  }

  /** The properties that do not fail. */
  private static List<String> passing(Class<?> kit, Object suite, Trial trial) {
    List<Method> properties =
        Arrays.stream(kit.getMethods())
            .filter(m -> m.isAnnotationPresent(Property.class))
            .filter(m -> isPossible(m.getAnnotation(Needs.class)))
            .toList();
    return properties.stream().flatMap(property -> passes(property, suite, trial)).toList();
  }

  private static boolean isPossible(@Nullable Needs needs) {
    return needs == null
        || Arrays.stream(needs.backends()).allMatch(backend -> backend.missing().isEmpty());
  }

  private static Stream<String> passes(Method property, Object suite, Trial trial) {
    try {
      property.setAccessible(true);
      property.invoke(suite, trial);
      return Stream.of(property.getName());
    } catch (InvocationTargetException failed) {
      return failed.getCause() instanceof AssertionError
          ? Stream.empty()
          : Stream.of(property.getName() + ": " + failed.getCause());
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
