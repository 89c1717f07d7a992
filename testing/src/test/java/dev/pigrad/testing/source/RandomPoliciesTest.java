package dev.pigrad.testing.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Well-formed policies at random: accepted, and what is generated is what the body says. */
final class RandomPoliciesTest {
  @Property(tries = 50)
  void isDerivedAsItsBodySays(@ForAll(supplier = RandomPolicy.Any.class) RandomPolicy policy)
      throws ReflectiveOperationException {
    Compiled compiled = Compiled.withPigrad(Map.of("example.Made", policy.text()));
    assertEquals(List.of(), compiled.errors());
    BodyComparison.check(compiled.loader(), "example.Made", policy.head());
  }
}
