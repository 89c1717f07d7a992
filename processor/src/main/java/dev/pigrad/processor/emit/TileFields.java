package dev.pigrad.processor.emit;

import dev.pigrad.processor.emit.FieldTable.Field;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.plan.PolicyPlan.LeafPlan;
import dev.pigrad.processor.plan.Source;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The fields of a tile, and what sets them: the constructor, or a bind method. */
final class TileFields {
  private static final String SIZES = "sizes, and the distance between two rows of a buffer";
  private static final String CONSTANTS = "constants";
  private static final String PARAMETERS = "the parameters θ";
  private static final String REPEATED = "parameters repeated for each row";
  private static final String DIRECTION = "the direction v";
  private static final String GRADIENT = "where gradients are added";
  private static final String COLUMNS = "columns of the batch";
  private static final String TANGENTS = "the distribution's tangent of each row";
  private static final String STEP = "quantities of the step";
  private static final String RESULTS = "results of each row";
  private static final String COTANGENTS = "cotangents that stages add to";
  private static final String NUMBERS = "numbers that several stages read";

  private final Tile tile;
  private final TileContext context;
  private final Imports imports;
  private final Precision precision;
  private final String array;
  private final FieldTable fields =
      new FieldTable(
          List.of(
              SIZES,
              CONSTANTS,
              PARAMETERS,
              REPEATED,
              DIRECTION,
              GRADIENT,
              COLUMNS,
              TANGENTS,
              STEP,
              RESULTS,
              COTANGENTS));
  private final List<String> initial = new ArrayList<>();
  private final List<String> allocations = new ArrayList<>();
  private final List<String> bound = new ArrayList<>();
  private final List<String> boundDirection = new ArrayList<>();
  private final List<String> boundGradient = new ArrayList<>();

  TileFields(Tile tile, TileContext context, Imports imports) {
    this.tile = tile;
    this.context = context;
    this.imports = imports;
    this.precision = context.precision();
    this.array = precision.keyword() + "[]";
    addColumns();
    context.slots().fields().forEach(this::addSlotIfUsed);
    context.repeated().copies().forEach(this::addRepeated);
    addBuffers();
    addSizes();
  }

  private void addColumns() {
    Columns columns = tile.columns();
    addColumns(columns.inputs(), Source.Input::new);
    addColumns(columns.action(), Source.Action::new);
    addColumns(columns.old(), Source.Old::new);
    if (!tile.kind().isDual()) {
      addColumns(columns.noise(), Source.Noise::new);
    }
  }

  private void addColumns(List<LeafPlan> leaves, IntFunction<Source> source) {
    for (int i = 0; i < leaves.size(); i++) {
      addArray(COLUMNS, context.slots().field(source.apply(i)), Columns.column(leaves.get(i)));
    }
  }

  private void addSlotIfUsed(Object slot, String field) {
    if (context.slots().isUsed(slot)) {
      switch (slot) {
        case Source source -> addSource(source, field);
        case Destination destination -> addDestination(destination, field);
        default -> throw new IllegalStateException("no slot: " + slot);
      }
    }
  }

  private void addSource(Source source, String field) {
    switch (source) {
      case Source.Parameter(int position) ->
          addBound(PARAMETERS, field, position, "parameters", bound);
      case Source.Direction(int position) ->
          addBound(DIRECTION, field, position, "direction", boundDirection);
      case Source.Step(String quantity) -> addQuantity(field, "value", quantity);
      case Source.StepCotangent(String quantity) -> addQuantity(field, "cotangent", quantity);
      case Source.Extra(int position) -> addExtra(field, position, "value");
      case Source.ExtraCotangent(int position) -> addExtra(field, position, "cotangent");
      case Source.Cotangent cotangent -> addArray(COTANGENTS, field, cotangent.of().type());
      case Source.Constant constant -> addConstant(constant, field);
      case Source.Input input -> {}
      case Source.Action action -> {}
      case Source.Old old -> {}
      case Source.Noise noise -> {}
      case Source.Tangent(Source of) -> addTangent(of, field);
    }
  }

  private void addTangent(Source of, String field) {
    switch (of) {
      case Source.Step(String quantity) -> addQuantity(field, "tangent", quantity);
      case Source.StepCotangent(String quantity) ->
          addQuantity(field, "cotangentTangent", quantity);
      case Source.Extra(int position) -> addExtra(field, position, "tangent");
      case Source.ExtraCotangent(int position) -> addExtra(field, position, "cotangentTangent");
      case Source.Cotangent cotangent -> addArray(COTANGENTS, field, cotangent.of().type());
      case Source.Old(int position) ->
          addArray(TANGENTS, field, Columns.column(tile.columns().old().get(position)));
      default -> throw new IllegalStateException("no tangent is kept of " + of);
    }
  }

  private void addDestination(Destination destination, String field) {
    Type type = tile.columns().type(destination);
    if (destination instanceof Destination.Gradient(int position)) {
      add(GRADIENT, new Field(array, field, false, shape(type)));
      boundGradient.add(field + " = gradient.accumulator(" + position + ")");
    } else {
      addArray(RESULTS, field, type);
    }
  }

  private void addBound(
      String heading, String field, int position, String from, List<String> assignments) {
    Type type = tile.columns().type(new Destination.Gradient(position));
    String declared = type.isMatrix() ? imports.name(RuntimeNames.WEIGHT, precision) : array;
    String accessor = type.isMatrix() ? "matrix" : "vector";
    add(heading, new Field(declared, field, false, shape(type)));
    assignments.add(field + " = " + from + "." + accessor + "(" + position + ")");
  }

  private void addQuantity(String field, String accessor, String quantity) {
    String constant = imports.name(RuntimeNames.QUANTITY) + "." + quantity;
    addStep(field, "step." + accessor + "(" + constant + ")");
  }

  private void addExtra(String field, int position, String buffer) {
    String accessor = tile.kind().isPolicy() ? "output" : "extra";
    addStep(field, "step." + accessor + "(" + position + ")." + buffer + "()");
  }

  private void addStep(String field, String value) {
    add(STEP, new Field(array, field, true, "(rows)"));
    initial.add(assign(field, value));
  }

  private void addConstant(Source.Constant constant, String field) {
    add(CONSTANTS, new Field(precision.keyword(), field, true, ""));
    String parameter = TileSignature.of(tile).constant(constant.path());
    initial.add(assign(field, precision.narrowed(parameter)));
  }

  private void addRepeated(Source source, RepeatedRows.Copy copy) {
    addArray(REPEATED, copy.field(), copy.type().withBatched(true));
    List<String> binds = source instanceof Source.Direction ? boundDirection : bound;
    String stride = context.sizes().stride(copy.type().dim());
    binds.add("repeat(" + String.join(", ", copy.original(), copy.field(), stride) + ")");
  }

  private void addBuffers() {
    List<String> aliases = new ArrayList<>();
    for (BufferPlan.Field field : context.buffers().fields()) {
      String heading = "values of " + field.stage();
      if (field.sharedWith().isEmpty()) {
        addArray(heading, field.name(), field.type());
      } else {
        String owner = field.sharedWith().get();
        String comment = shape(field.type()) + ", shares " + owner;
        add(heading, new Field(array, field.name(), true, comment));
        aliases.add(assign(field.name(), owner));
      }
    }
    allocations.addAll(aliases);
    context
        .buffers()
        .numbers()
        .forEach(n -> add(NUMBERS, new Field(precision.keyword(), n, false, "")));
  }

  private void addArray(String heading, String field, Type type) {
    add(heading, new Field(array, field, true, shape(type)));
    allocations.add(assign(field, "kernels.allocate(" + length(type) + ")"));
  }

  private String length(Type type) {
    String rows = tile.kind().isPolicy() ? "TILE_ROWS" : "tileRows";
    if (type.isScalar()) {
      return type.batched() ? rows : "1";
    }
    String stride = context.sizes().stride(type.dim());
    return type.batched() ? rows + " * " + stride : stride;
  }

  private void addSizes() {
    List<String> sizes = new ArrayList<>();
    add(SIZES, new Field(imports.name(RuntimeNames.KERNELS, precision), "kernels", true, ""));
    sizes.add(assign("kernels", "kernels"));
    for (Dim dim : tile.openDims()) {
      String field = context.sizes().width(dim);
      add(SIZES, new Field("int", field, true, ""));
      sizes.add(assign(field, TileSignature.of(tile).size(dim)));
    }
    context
        .sizes()
        .strides()
        .forEach(
            (dim, field) -> {
              String width = context.sizes().width(dim);
              add(SIZES, new Field("int", field, true, ""));
              sizes.add(assign(field, "kernels.stride(" + width + ")"));
            });
    initial.addAll(0, sizes);
  }

  private void add(String heading, Field field) {
    fields.add(heading, field);
  }

  private static String assign(String field, String value) {
    return "this." + field + " = " + value;
  }

  /** {@code (rows, Hidden)}. */
  static String shape(Type type) {
    List<String> axes = new ArrayList<>();
    if (type.batched()) {
      axes.add("rows");
    }
    if (!type.isScalar()) {
      type.shape().forEach(d -> axes.add(d.simpleName()));
    }
    return axes.isEmpty()
        ? "one number"
        : axes.stream().collect(Collectors.joining(", ", "(", ")"));
  }

  /** Declares the fields: first the sizes that are known now. */
  void addTo(Body type, boolean canBeFinal) {
    if (tile.kind().isPolicy()) {
      type.line(constant("TILE_ROWS", Layout.TILE_ROWS));
    }
    context
        .sizes()
        .widths()
        .forEach(
            (dim, name) -> {
              if (!dim.isOpen()) {
                type.line(constant(name, dim.size()));
              }
            });
    fields.addTo(type, canBeFinal);
  }

  private static String constant(String name, int value) {
    return "private static final int " + name + " = " + value + ";";
  }

  /** Assignments of everything but new arrays. */
  List<String> initial() {
    return initial;
  }

  /** Assignments of new arrays, and of those that are shared. */
  List<String> allocations() {
    return allocations;
  }

  /** What binding parameters does. */
  List<String> bound() {
    return bound;
  }

  /** What binding a direction does. */
  List<String> boundDirection() {
    return boundDirection;
  }

  /** What binding a gradient does. */
  List<String> boundGradient() {
    return boundGradient;
  }
}
