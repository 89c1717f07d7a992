package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Source;
import dev.pigrad.processor.plan.TilePlan;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a tile that hold values from outside or results for outside: parameters, columns,
 * quantities of the step, cotangents between stages. A destination that is also a source is one
 * field.
 */
final class Slots {
  private final TilePlan plan;
  private final Map<Object, String> fields = new LinkedHashMap<>();
  private final Set<Object> used = new LinkedHashSet<>();

  Slots(TilePlan plan, Columns columns, NameScope names) {
    this.plan = plan;
    nameSources(columns, names);
    nameColumns(columns, names);
    for (Value value : plan.cotangents()) {
      Source cotangent = new Source.Cotangent(value);
      name(cotangent, "d" + NameScope.upperFirst(value.name()), names);
      name(new Source.Tangent(cotangent), fields.get(cotangent) + "Tangent", names);
    }
  }

  private void nameSources(Columns columns, NameScope names) {
    plan.sources()
        .forEach(
            (value, source) -> {
              switch (source) {
                case Source.Parameter parameter ->
                    name(source, columns.parameters().get(parameter.position()).path(), names);
                case Source.Direction direction ->
                    name(
                        source,
                        columns.parameters().get(direction.position()).path() + ".direction",
                        names);
                case Source.Step step -> nameQuantity(step.quantity(), names);
                case Source.StepCotangent step -> nameCotangent(step.quantity(), names);
                case Source.Constant constant -> name(source, constant.path(), names);
                case Source.Tangent(Source.Step step) -> nameTangent(step, names);
                case Source.Tangent(Source.StepCotangent step) -> nameTangent(step, names);
                default -> {}
              }
            });
  }

  private void nameColumns(Columns columns, NameScope names) {
    for (int i = 0; i < columns.inputs().size(); i++) {
      name(new Source.Input(i), columns.inputs().get(i).path(), names);
    }
    for (int i = 0; i < columns.action().size(); i++) {
      name(new Source.Action(i), columns.action().get(i).path(), names);
    }
    for (int i = 0; i < columns.noise().size(); i++) {
      name(new Source.Noise(i), columns.noise().get(i).path(), names);
    }
    for (int i = 0; i < columns.old().size(); i++) {
      name(new Source.Old(i), "old." + columns.old().get(i).path(), names);
    }
    for (int i = 0; i < columns.old().size(); i++) {
      String path = columns.old().get(i).path();
      name(new Source.Tangent(new Source.Old(i)), "each." + path + ".tangent", names);
    }
    for (int i = 0; i < columns.extras().size(); i++) {
      String extra = columns.extras().get(i);
      String cotangent = "d" + NameScope.upperFirst(extra);
      name(new Source.Extra(i), extra, names);
      name(new Source.Tangent(new Source.Extra(i)), extra + "Tangent", names);
      name(new Source.ExtraCotangent(i), cotangent, names);
      name(new Source.Tangent(new Source.ExtraCotangent(i)), cotangent + "Tangent", names);
    }
    for (int i = 0; i < columns.parameters().size(); i++) {
      name(new Destination.Gradient(i), columns.parameters().get(i).path() + ".gradient", names);
    }
    for (Destination destination : Destinations.of(plan.stages())) {
      switch (destination) {
        case Destination.Step step -> nameQuantity(step.quantity(), names);
        case Destination.StepCotangent step -> nameCotangent(step.quantity(), names);
        case Destination.Loss loss -> name(loss, "loss", names);
        case Destination.Reported reported ->
            name(reported, columns.reported().get(reported.position()), names);
        case Destination.Tangent(Destination.Step step) ->
            nameTangent(new Source.Step(step.quantity()), names);
        case Destination.Tangent(Destination.StepCotangent step) ->
            nameTangent(new Source.StepCotangent(step.quantity()), names);
        default -> {}
      }
    }
  }

  private void nameQuantity(String quantity, NameScope names) {
    name(new Source.Step(quantity), NameScope.ofConstant(quantity), names);
  }

  private void nameCotangent(String quantity, NameScope names) {
    String name = NameScope.upperFirst(NameScope.ofConstant(quantity));
    name(new Source.StepCotangent(quantity), "d" + name, names);
  }

  private void nameTangent(Source.Step step, NameScope names) {
    name(new Source.Tangent(step), NameScope.ofConstant(step.quantity()) + "Tangent", names);
  }

  private void nameTangent(Source.StepCotangent step, NameScope names) {
    String quantity = NameScope.upperFirst(NameScope.ofConstant(step.quantity()));
    name(new Source.Tangent(step), "d" + quantity + "Tangent", names);
  }

  private void name(Object slot, String hint, NameScope names) {
    fields.computeIfAbsent(slot, s -> names.fresh(hint));
  }

  /** Where a value from outside comes from. */
  Optional<Source> source(Value value) {
    return Optional.ofNullable(plan.sources().get(value));
  }

  /** The field of a source. */
  String field(Source source) {
    return use(source);
  }

  /** The field of a destination. */
  String field(Destination destination) {
    return use(Destinations.asSource(destination).<Object>map(s -> s).orElse(destination));
  }

  private String use(Object slot) {
    String field = fields.get(slot);
    if (field == null) {
      throw new IllegalStateException(plan.record() + " has no field for " + slot);
    }
    used.add(slot);
    return field;
  }

  /** Whether the code mentions the field. */
  boolean isUsed(Object slot) {
    return used.contains(slot);
  }

  /** All slots, a {@link Source} or a {@link Destination} each, with their fields. */
  Map<Object, String> fields() {
    return fields;
  }
}
