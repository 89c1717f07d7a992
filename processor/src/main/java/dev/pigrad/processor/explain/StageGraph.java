package dev.pigrad.processor.explain;

import dev.pigrad.processor.explain.Graph.Box;
import dev.pigrad.processor.explain.Graph.Kind;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Constant;
import dev.pigrad.processor.ir.op.Contraction;
import dev.pigrad.processor.ir.op.Elementwise;
import dev.pigrad.processor.ir.op.Outer;
import dev.pigrad.processor.ir.op.Primitive;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.ir.op.Spread;
import dev.pigrad.processor.ir.op.Structured;
import dev.pigrad.processor.ir.op.Sum;
import dev.pigrad.processor.ir.op.TransposedProduct;
import dev.pigrad.processor.plan.Source;
import dev.pigrad.processor.plan.Stage;
import dev.pigrad.processor.plan.TilePlan;
import dev.pigrad.processor.plan.Write;
import dev.pigrad.processor.source.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The equations of a stage as boxes. Numbers, their repetitions and the terms of a sum over the
 * batch stand in the formula of the equation that reads them.
 */
final class StageGraph {
  private final Stage stage;
  private final Map<Value, Source> sources;
  private final Places places;
  private final ValueNames names;
  private final Map<Value, Equation> inlined = new HashMap<>();
  private final Map<Value, Integer> boxes = new HashMap<>();
  private final Graph graph = new Graph();

  private StageGraph(Stage stage, TilePlan tile, Places places, ValueNames names) {
    this.stage = stage;
    this.sources = tile.sources();
    tile.stages().forEach(this::inlineNumbers);
    this.places = places;
    this.names = names;
  }

  /** The graph of a stage of {@code tile}. */
  static Graph of(Stage stage, TilePlan tile, Places places, ValueNames names) {
    StageGraph result = new StageGraph(stage, tile, places, names);
    result.addEquations();
    result.addWrites();
    return result.graph;
  }

  /** Numbers of other stages too. */
  private void inlineNumbers(Stage any) {
    for (Equation equation : any.equations()) {
      if (equation.primitive() instanceof Constant
          || (equation.primitive() instanceof Spread && inlined.containsKey(equation.operand(0)))) {
        inlined.put(equation.result(), equation);
      }
    }
  }

  private void addEquations() {
    for (Equation equation : stage.equations()) {
      if (isInlined(equation)) {
        inlined.put(equation.result(), equation);
      } else {
        List<Integer> read = read(equation);
        int box = graph.add(box(equation));
        boxes.put(equation.result(), box);
        read.forEach(from -> graph.connect(from, box));
      }
    }
  }

  private boolean isInlined(Equation equation) {
    Primitive primitive = equation.primitive();
    return inlined.containsKey(equation.result())
        || primitive instanceof Spread
        || (primitive instanceof Outer && isOnlySummed(equation.result()));
  }

  private boolean isOnlySummed(Value value) {
    return stage.writes().stream().noneMatch(w -> w.value() == value)
        && stage.equations().stream()
            .filter(e -> e.operands().contains(value))
            .allMatch(e -> e.primitive() instanceof BatchSum);
  }

  private void addWrites() {
    for (Write write : stage.writes()) {
      List<Integer> from = read(write.value());
      boolean isNumber = from.isEmpty();
      String text = places.of(write.destination()) + (isNumber ? " = " + text(write.value()) : "");
      int box = graph.add(new Box(Kind.RESULT, text, "", ""));
      from.forEach(b -> graph.connect(b, box));
    }
  }

  private List<Integer> read(Equation equation) {
    return equation.operands().stream().flatMap(v -> read(v).stream()).distinct().toList();
  }

  /** The boxes that a value comes from: its own, or those that an inlined equation reads. */
  private List<Integer> read(Value value) {
    Equation equation = inlined.get(value);
    return equation != null
        ? read(equation)
        : List.of(boxes.computeIfAbsent(value, v -> graph.add(outside(v))));
  }

  private Box outside(Value value) {
    Kind kind =
        switch (sources.get(value)) {
          case Source.Parameter parameter -> Kind.PARAMETER;
          case Source.Direction direction -> Kind.DIRECTION;
          case Source.Input input -> Kind.COLUMN;
          case Source.Action action -> Kind.COLUMN;
          case Source.Old old -> Kind.COLUMN;
          case Source.Noise noise -> Kind.COLUMN;
          case Source.Extra extra -> Kind.COLUMN;
          case Source.Constant constant -> Kind.PARAMETER;
          case Source.Step step -> Kind.CARRIED;
          case Source.StepCotangent cotangent -> Kind.CARRIED;
          case Source.ExtraCotangent cotangent -> Kind.CARRIED;
          case Source.Cotangent cotangent -> Kind.CARRIED;
          case Source.Tangent tangent -> Kind.CARRIED;
          case null -> Kind.CARRIED;
        };
    return new Box(kind, titled(value), "", "");
  }

  private String titled(Value value) {
    return names.of(value) + (value.type().shape().isEmpty() ? "" : " " + value.type().shape());
  }

  private Box box(Equation equation) {
    Kind kind = isProduct(equation) ? Kind.PRODUCT : Kind.EQUATION;
    return new Box(kind, titled(equation.result()), formula(equation), origin(equation));
  }

  private boolean isProduct(Equation equation) {
    return switch (equation.primitive()) {
      case Product product -> true;
      case TransposedProduct product -> true;
      case Contraction contraction -> true;
      case Outer outer -> true;
      case BatchSum sum -> isOuter(equation.operand(0));
      default -> false;
    };
  }

  private boolean isOuter(Value value) {
    return Optional.ofNullable(inlined.get(value))
        .filter(e -> e.primitive() instanceof Outer)
        .isPresent();
  }

  private String formula(Equation equation) {
    List<String> operands = equation.operands().stream().map(this::text).toList();
    return switch (equation.primitive()) {
      case Elementwise elementwise ->
          elementwise.isTranscendental()
              ? call(elementwise.expression(operands), operands)
              : elementwise.expression(operands);
      case Structured structured -> formula(structured, operands);
    };
  }

  private static String formula(Structured primitive, List<String> operands) {
    return switch (primitive) {
      case Product product -> operands.get(0) + " · " + operands.get(1);
      case TransposedProduct product -> operands.get(0) + "ᵀ · " + operands.get(1);
      case Outer outer -> operands.get(0) + " ⊗ " + operands.get(1);
      case BatchSum sum -> "Σ rows " + operands.getFirst();
      case Sum sum -> "Σ " + operands.getFirst();
      default -> call(lowerFirst(primitive.toString().replaceAll("\\[.*", "")), operands);
    };
  }

  private static String call(String name, List<String> operands) {
    return operands.stream().collect(Collectors.joining(", ", name + "(", ")"));
  }

  private static String lowerFirst(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private String text(Value value) {
    Equation equation = inlined.get(value);
    if (equation == null) {
      return names.of(value);
    }
    return switch (equation.primitive()) {
      case Constant constant -> number(constant.value());
      case Spread spread -> text(equation.operand(0));
      default -> formula(equation);
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String origin(Equation equation) {
    List<String> chain = new ArrayList<>();
    for (Origin origin : equation.provenance().origins().reversed()) {
      chain.add(origin + "  " + origin.text());
    }
    return String.join("\n", chain);
  }
}
