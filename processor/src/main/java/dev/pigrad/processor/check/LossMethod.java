package dev.pigrad.processor.check;

import com.sun.source.tree.MethodTree;
import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.source.Definition.FormalParameter;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Definition.Role;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.TypeRef;
import java.util.ArrayList;
import java.util.List;

/** A surrogate's loss, and what it reports, are {@code Scalar f(Step, Scalar…)}. */
final class LossMethod implements Check {
  private final Origins origins;

  LossMethod(Origins origins) {
    this.origins = origins;
  }

  @Override
  public List<Finding> check(Reading reading) {
    List<Finding> findings = new ArrayList<>();
    if (reading.definition().role() == Role.SURROGATE) {
      reading.definition().functions().forEach(f -> check(f, findings));
    }
    return findings;
  }

  private void check(Function function, List<Finding> findings) {
    boolean isScalar = function.result() instanceof TypeRef.ScalarRef;
    if (function.name().equals("loss") && !isScalar) {
      Origin type =
          origins.part(function.origin(), method -> ((MethodTree) method).getReturnType());
      findings.add(
          Finding.of(
              Code.WrongReturnType,
              type,
              "loss",
              "a Scalar, the loss of one sample",
              type.text(),
              "reduce a vector, as in sum(x)"));
    } else if (isReported(function) && isScalar && !takesStep(function)) {
      findings.add(
          Finding.of(
              Code.LossParameters,
              function.origin(),
              function.name(),
              String.join(
                  ", ", function.parameters().stream().map(p -> p.origin().text()).toList())));
    }
  }

  private static boolean isReported(Function function) {
    return function.isPublic() && !function.isStatic();
  }

  private static boolean takesStep(Function function) {
    List<FormalParameter> parameters = function.parameters();
    return !parameters.isEmpty()
        && parameters.getFirst().type() instanceof TypeRef.StepRef
        && parameters.stream().skip(1).allMatch(p -> p.type() instanceof TypeRef.ScalarRef);
  }
}
