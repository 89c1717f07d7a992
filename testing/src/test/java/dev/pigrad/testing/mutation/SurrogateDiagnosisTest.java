package dev.pigrad.testing.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.processor.ir.op.Exp;
import dev.pigrad.processor.ir.op.Sum;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A wrong rule is named where a surrogate needs it, else where the policy does it is tried on. */
final class SurrogateDiagnosisTest {
  private static final Map<String, String> PLACES =
      Map.of(
          "Exp", "ClippedRatio.java:20  exp(step.logProb().minus(step.oldLogProb()))",
          "Sum", "StepPolicy.java:40  sum(observation.plus(worth).times(worth))");

  @Test
  void wrongRuleIsNamedAtTheSurrogateElseAtItsPolicy() throws Exception {
    var mutator = new Mutator(1);
    List<String> mutated = List.of(Exp.class.getName(), Sum.class.getName());
    var loader = new MutatingLoader(getClass().getClassLoader(), mutator, mutated);
    Method diagnosis =
        loader.loadClass("dev.pigrad.testing.CorruptedSurrogate").getMethod("diagnosis", int.class);
    assertEquals("  every equation has its derivative\n", diagnosis.invoke(null, -1));
    List<Mutant> doubled =
        mutator.mutants().stream().filter(m -> m.change().equals("result is doubled")).toList();
    assertTrue(doubled.size() > PLACES.size());
    for (Mutant mutant : doubled) {
      List<String> lines = ((String) diagnosis.invoke(null, mutant.id())).lines().toList();
      String rule = "  first wrong (derivative|transpose): %s.* at".formatted(mutant.type());
      assertTrue(lines.get(0).matches(rule), lines.get(0));
      assertEquals("    " + PLACES.get(mutant.type()), lines.get(1));
    }
  }
}
