package dev.pigrad.processor.derive;

import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.lower.Lowering;
import dev.pigrad.processor.plan.Source;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The buffers in which stages meet on the way back. */
final class Cotangents {
  private final Lowering lowering;
  private final List<Value> buffered = new ArrayList<>();
  private final Map<Value, Value> buffers = new HashMap<>();
  private final Map<Head, Value> steps = new HashMap<>();
  private final Map<Integer, Value> outputs = new HashMap<>();
  private final Map<Value, Value> tangents = new HashMap<>();

  Cotangents(Lowering lowering) {
    this.lowering = lowering;
  }

  /** Gives each of {@code values} a buffer. */
  void buffer(List<Value> values) {
    values.stream().filter(v -> !buffered.contains(v)).forEach(buffered::add);
  }

  /** The values that have a buffer. */
  List<Value> buffered() {
    return buffered;
  }

  /** Those of {@code values} that have a buffer, with the sums that are found there. */
  Map<Value, Value> sums(List<Value> values) {
    Map<Value, Value> sums = new LinkedHashMap<>();
    for (Value value : values) {
      if (buffered.contains(value)) {
        sums.put(
            value,
            buffers.computeIfAbsent(
                value, v -> source(v.name(), v.type(), new Source.Cotangent(v))));
      }
    }
    return sums;
  }

  /** What the loss sends to a quantity of the step. */
  Value ofStep(Head head) {
    return steps.computeIfAbsent(
        head,
        h ->
            source(h.method(), Type.real(List.of(), true), new Source.StepCotangent(h.quantity())));
  }

  /** What the loss sends to an output. */
  Value ofOutput(int position, String name) {
    return outputs.computeIfAbsent(
        position, i -> source(name, Type.real(List.of(), true), new Source.ExtraCotangent(i)));
  }

  /** Where the tangent of a cotangent from here is found. */
  Value tangent(Value cotangent) {
    return tangents.computeIfAbsent(
        cotangent,
        c ->
            lowering.source(
                c.name() + "Tangent",
                c.type(),
                new Source.Tangent(Objects.requireNonNull(lowering.sources().get(c)))));
  }

  private Value source(String name, Type type, Source source) {
    String upper = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return lowering.source("d" + upper, type, source);
  }

  /** Where a head's cotangent goes: the distribution has a buffer even where it is a parameter. */
  Destination bufferOrGradient(Value input) {
    return buffered.contains(input) ? new Destination.Cotangent(input) : gradientOrBuffer(input);
  }

  /** Where the cotangent of a parameter or of a buffered value goes. */
  Destination gradientOrBuffer(Value input) {
    return lowering.sources().get(input) instanceof Source.Parameter parameter
        ? new Destination.Gradient(parameter.position())
        : new Destination.Cotangent(input);
  }
}
