package dev.pigrad.processor.check;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.source.Definition.FormalParameter;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Definition.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A name is one column of the batch: of one type wherever it is read, and no other column's. */
final class ColumnNames implements Check {
  private static final Map<String, String> TAKEN =
      Map.of(
          "action", "the action",
          "advantage", "the advantage of the step",
          "returnTarget", "the return of the step",
          "weight", "the weight of the row",
          "oldLogProb", "the log-probability that was recorded",
          "oldValue", "the value that was recorded");

  private record Input(FormalParameter parameter, String method) {}

  @Override
  public List<Finding> check(Reading reading) {
    List<Finding> findings = new ArrayList<>();
    if (reading.definition().role() == Role.POLICY) {
      Map<String, Input> inputs = new HashMap<>();
      for (Function function : reading.definition().functions()) {
        inputs(function).forEach(p -> check(new Input(p, function.name()), inputs, findings));
      }
    }
    return findings;
  }

  /** What a method reads of the state; a density takes the action last. */
  private static List<FormalParameter> inputs(Function function) {
    List<FormalParameter> parameters = function.parameters();
    return switch (function.marker()) {
      case ACTION_DISTRIBUTION, VALUE_FUNCTION, OUTPUT -> parameters;
      case LOG_PROB -> parameters.subList(0, Math.max(0, parameters.size() - 1));
      case NONE -> List.of();
    };
  }

  private void check(Input input, Map<String, Input> inputs, List<Finding> findings) {
    String name = input.parameter().name();
    Input first = inputs.putIfAbsent(name, input);
    if (TAKEN.containsKey(name)) {
      findings.add(finding(input, TAKEN.get(name)));
    } else if (first != null && !first.parameter().type().equals(input.parameter().type())) {
      findings.add(finding(input, describe(first)));
    }
  }

  private Finding finding(Input input, String other) {
    return Finding.of(
        Code.ConflictingColumns,
        input.parameter().origin(),
        input.parameter().name(),
        describe(input),
        other);
  }

  private static String describe(Input input) {
    return "'%s' of '%s'".formatted(input.parameter().origin().text(), input.method());
  }
}
