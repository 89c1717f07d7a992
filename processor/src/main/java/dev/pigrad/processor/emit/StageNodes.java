package dev.pigrad.processor.emit;

import dev.pigrad.processor.emit.Node.Access;
import dev.pigrad.processor.emit.Node.Read;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.Argmax;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Concat;
import dev.pigrad.processor.ir.op.Constant;
import dev.pigrad.processor.ir.op.Contraction;
import dev.pigrad.processor.ir.op.Element;
import dev.pigrad.processor.ir.op.Elementwise;
import dev.pigrad.processor.ir.op.Flatten;
import dev.pigrad.processor.ir.op.Largest;
import dev.pigrad.processor.ir.op.LogSumExp;
import dev.pigrad.processor.ir.op.Outer;
import dev.pigrad.processor.ir.op.Pad;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.ir.op.Scatter;
import dev.pigrad.processor.ir.op.Slice;
import dev.pigrad.processor.ir.op.Spread;
import dev.pigrad.processor.ir.op.StopGradient;
import dev.pigrad.processor.ir.op.Structured;
import dev.pigrad.processor.ir.op.Sum;
import dev.pigrad.processor.ir.op.TransposedProduct;
import dev.pigrad.processor.ir.op.Triangle;
import dev.pigrad.processor.ir.op.TriangularSolve;
import dev.pigrad.processor.ir.op.Unflatten;
import dev.pigrad.processor.plan.Source;
import dev.pigrad.processor.plan.Stage;
import dev.pigrad.processor.plan.Write;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Turns the equations and writes of a stage into nodes, each write beside what it writes. */
final class StageNodes {
  private final Definitions definitions;
  private final Readers readers;
  private final Slots slots;
  private final Columns columns;
  private final Stage stage;
  private final Language language;
  private final Set<Value> computedHere = new HashSet<>();
  private final Map<Value, List<Write>> writes = new HashMap<>();
  private final Set<Source> read = new HashSet<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> last = new ArrayList<>();
  private final Map<Value, Destination> placed = new LinkedHashMap<>();

  private final MatrixSums sums;

  StageNodes(
      Language language,
      Definitions definitions,
      Readers readers,
      Slots slots,
      Columns columns,
      Stage stage) {
    this.language = language;
    this.definitions = definitions;
    this.readers = readers;
    this.slots = slots;
    this.columns = columns;
    this.stage = stage;
    List<Equation> summed = language.productsGoOn() ? stage.equations() : List.of();
    sums = new MatrixSums(definitions, readers, slots, summed);
    note();
    for (Equation equation : stage.equations()) {
      addEquation(equation);
    }
    for (Write write : stage.writes()) {
      if (!computedHere.contains(write.value())) {
        addWrite(write);
      }
    }
    nodes.addAll(last);
  }

  private void note() {
    for (Equation equation : stage.equations()) {
      computedHere.add(equation.result());
      for (Value operand : equation.operands()) {
        noteSource(operand);
      }
    }
    for (Write write : stage.writes()) {
      writes.computeIfAbsent(write.value(), v -> new ArrayList<>()).add(write);
      noteSource(write.value());
    }
  }

  private void noteSource(Value value) {
    slots.source(definitions.base(value)).ifPresent(read::add);
  }

  /** The nodes in order. */
  List<Node> nodes() {
    return nodes;
  }

  /** Results that are computed right where the stage has to leave them. */
  Map<Value, Destination> placed() {
    return placed;
  }

  private void addEquation(Equation equation) {
    if (!isOnlyWritten(equation)) {
      addComputation(equation);
    }
    for (Write write : writesOf(equation)) {
      addWrite(write);
    }
  }

  /** Whether no value stands for the result: views, constants, and what a kernel adds in place. */
  private boolean isOnlyWritten(Equation equation) {
    return Definitions.isView(equation)
        || equation.primitive() instanceof Constant
        || equation.result().type().isMatrix()
        || sums.isPart(equation.result())
        || isAccumulated(equation);
  }

  /** Whether a sum over the samples has no use but being added to a cotangent or a gradient. */
  private boolean isAccumulated(Equation equation) {
    return equation.primitive() instanceof BatchSum
        && equation.operand(0).type().batched()
        && readers.count(equation.result()) == 1
        && writesOf(equation).stream().anyMatch(w -> Destinations.adds(w.destination()));
  }

  private List<Write> writesOf(Equation equation) {
    return writes.getOrDefault(equation.result(), List.of());
  }

  private void addComputation(Equation equation) {
    switch (equation.primitive()) {
      case Add add when sums.isSum(equation) -> addMatrixSum(equation);
      case Elementwise e when e.isTranscendental() && !language.hasFunctions() ->
          addKernel(onRows(equation), allOperands(equation));
      case Elementwise e -> nodes.add(new Node.Entry(equation, aligned(equation)));
      case Structured s -> addStructured(s, equation);
    }
  }

  private void addStructured(Structured primitive, Equation equation) {
    switch (primitive) {
      case Sum sum -> nodes.add(new Node.Reduction(equation, aligned(equation)));
      case Largest largest -> nodes.add(new Node.Reduction(equation, aligned(equation)));
      case Argmax argmax -> nodes.add(new Node.Reduction(equation, aligned(equation)));
      case Element element -> nodes.add(new Node.Entry(equation, fromRow(equation)));
      case Slice slice -> nodes.add(new Node.Entry(equation, fromRow(equation)));
      case Scatter scatter -> nodes.add(new Node.Entry(equation, aligned(equation)));
      case Concat concat -> nodes.add(new Node.Move(equation, reads(equation, Access.WHOLE)));
      case Pad pad -> nodes.add(new Node.Move(equation, reads(equation, Access.WHOLE)));
      case Product product -> addKernel(equation, 1);
      case TransposedProduct product -> addKernel(equation, 1);
      case BatchSum sum when equation.operand(0).type().batched() -> addKernel(equation, 0);
      case BatchSum sum -> nodes.add(new Node.Entry(equation, aligned(equation)));
      case Contraction contraction -> addKernel(equation, allOperands(equation));
      case TriangularSolve solve -> addKernel(equation, allOperands(equation));
      case Flatten flatten -> addKernel(equation);
      case Triangle triangle -> nodes.add(new Node.Entry(equation, List.of()));
      case Unflatten unflatten -> throw unsupported(equation);
      case Spread spread -> throw unsupported(equation);
      case Outer outer -> throw unsupported(equation);
      case LogSumExp logSumExp -> throw unsupported(equation);
    }
  }

  private IllegalStateException unsupported(Equation equation) {
    return new IllegalStateException(
        stage.name() + " cannot compute " + equation + " of " + equation.provenance().origins());
  }

  private List<Read> aligned(Equation equation) {
    return reads(equation, Access.ALIGNED);
  }

  /** The first operand is read at an entry of its own; an index that names it, at this one. */
  private List<Read> fromRow(Equation equation) {
    List<Read> reads = new ArrayList<>();
    for (Read read : reads(equation, Access.ALIGNED)) {
      boolean isFirst = read.value() == definitions.base(equation.operand(0));
      reads.add(isFirst ? new Read(read.value(), Access.ROW) : read);
    }
    return reads;
  }

  private List<Read> reads(Equation equation, Access access) {
    List<Read> reads = new ArrayList<>();
    for (Value operand : equation.operands()) {
      read(operand, access).ifPresent(reads::add);
    }
    return reads;
  }

  private Optional<Read> read(Value value, Access access) {
    return definitions.literal(value).isPresent()
        ? Optional.empty()
        : Optional.of(new Read(definitions.base(value), access));
  }

  private static int[] allOperands(Equation equation) {
    return IntStream.range(0, equation.operands().size()).toArray();
  }

  /** A kernel goes through its operands alike: one that is shared is written out for each row. */
  private Equation onRows(Equation equation) {
    boolean isBatched = equation.result().type().batched();
    List<Value> operands =
        equation.operands().stream()
            .map(v -> v.type().batched() == isBatched ? v : repeated(v, equation.provenance()))
            .toList();
    return new Equation(equation.result(), equation.primitive(), operands, equation.provenance());
  }

  private Value repeated(Value value, Provenance provenance) {
    Value copy = new Value(value.name() + "Rows", value.type().withBatched(true));
    Equation fill = new Equation(copy, new StopGradient(), List.of(value), provenance);
    nodes.add(new Node.Entry(fill, aligned(fill)));
    return copy;
  }

  /** A kernel reads whole arrays: of these operands, those that are none are written out first. */
  private void addKernel(Equation equation, int... vectors) {
    List<Value> operands = new ArrayList<>(equation.operands());
    for (int i : vectors) {
      operands.set(i, array(operands.get(i), equation.provenance()));
    }
    Equation onArrays =
        new Equation(equation.result(), equation.primitive(), operands, equation.provenance());
    List<Read> reads = new ArrayList<>();
    for (Value operand : operands) {
      requireStoredMatrix(operand, equation);
      if (!operand.type().isMatrix()) {
        reads.add(new Read(operand, Access.WHOLE));
      }
    }
    nodes.add(new Node.Kernel(onArrays, reads));
  }

  /** y = z + W x + …, each product by a kernel that goes on from the sum so far. */
  private void addMatrixSum(Equation sum) {
    List<Equation> products = sums.products(sum);
    Optional<Value> start = sums.start(sum);
    for (int i = 0; i < products.size(); i++) {
      Equation product = products.get(i);
      boolean isLast = i == products.size() - 1;
      Value result = isLast ? sum.result() : product.result();
      List<Value> operands = new ArrayList<>(product.operands());
      start.ifPresent(operands::add);
      addKernel(new Equation(result, product.primitive(), operands, sum.provenance()), 1);
      start = Optional.of(result);
    }
  }

  private void requireStoredMatrix(Value value, Equation equation) {
    if (value.type().isMatrix() && slots.source(value).isEmpty()) {
      throw unsupported(equation);
    }
  }

  /** The value whose buffer holds {@code value}; a scalar fills a vector of one entry as it is. */
  private Value array(Value value, Provenance provenance) {
    Value base = definitions.base(value);
    boolean isStored = definitions.literal(value).isEmpty();
    if (isStored && (base.type().shape().equals(value.type().shape()) || hasOneEntry(value))) {
      return base;
    }
    Value copy = new Value(value.name(), value.type());
    Equation fill = new Equation(copy, new StopGradient(), List.of(value), provenance);
    nodes.add(new Node.Entry(fill, aligned(fill)));
    return copy;
  }

  private static boolean hasOneEntry(Value value) {
    return value.type().isVector() && value.type().dim().size() == 1;
  }

  private void addWrite(Write write) {
    Type type = columns.type(write.destination());
    Optional<Equation> equation = definitions.equation(write.value());
    if (type.isMatrix()) {
      addMatrix(write.value(), write.destination());
    } else if (equation.isPresent() && isAccumulated(equation.get())) {
      addAccumulate(equation.get().operand(0), write.destination(), equation.get().provenance());
    } else if (canBePlaced(write, type)) {
      placed.put(write.value(), write.destination());
    } else {
      addPut(write, type);
    }
  }

  private void addPut(Write write, Type type) {
    if (write.value().type().batched() && !type.batched()) {
      throw new IllegalStateException(
          stage.name() + " leaves " + write.value() + " per sample where one is shared");
    }
    boolean isLast = isReadHere(write.destination());
    (isLast ? last : nodes)
        .add(
            new Node.Put(
                write.value(),
                write.destination(),
                type,
                Destinations.adds(write.destination()),
                isLast,
                read(write.value(), Access.ALIGNED).stream().toList(),
                definitions.equation(write.value()).map(Equation::provenance)));
  }

  private boolean isReadHere(Destination destination) {
    return Destinations.asSource(destination).filter(read::contains).isPresent();
  }

  private boolean canBePlaced(Write write, Type type) {
    Value value = write.value();
    return !Destinations.adds(write.destination())
        && computedHere.contains(value)
        && definitions.base(value) == value
        && definitions.literal(value).isEmpty()
        && value.type().equals(type)
        && !isReadHere(write.destination())
        && !placed.containsKey(value)
        && !placed.containsValue(write.destination())
        && (Destinations.hasOneWriter(write.destination()) || !readers.isReadOutside(stage, value));
  }

  private void addAccumulate(Value value, Destination destination, Provenance provenance) {
    nodes.add(new Node.Accumulate(List.of(array(value, provenance)), destination, provenance));
  }

  /** Adds a matrix to a gradient: a sum of outer products, over the samples or not. */
  private void addMatrix(Value value, Destination destination) {
    Equation equation =
        definitions
            .equation(value)
            .orElseThrow(() -> new IllegalStateException(value + " is no gradient"));
    switch (equation.primitive()) {
      case Add add -> equation.operands().forEach(v -> addMatrix(v, destination));
      case Outer outer -> addOuter(equation, false, destination);
      case Unflatten unflatten ->
          addAccumulate(equation.operand(0), destination, equation.provenance());
      case BatchSum sum -> addSummed(equation, destination);
      default -> throw unsupported(equation);
    }
  }

  private void addSummed(Equation sum, Destination destination) {
    Equation outer = definitions.equation(sum.operand(0)).orElseThrow(() -> unsupported(sum));
    switch (outer.primitive()) {
      case Outer product -> addOuter(outer, true, destination);
      default -> throw unsupported(sum);
    }
  }

  /** Σᵣ y ⊗ x: where one factor is shared, the other is summed first. */
  private void addOuter(Equation outer, boolean isSummed, Destination destination) {
    Value y = outer.operand(0);
    Value x = outer.operand(1);
    Provenance provenance = outer.provenance();
    if (!isSummed && outer.result().type().batched()) {
      throw unsupported(outer);
    }
    if (y.type().batched() != x.type().batched()) {
      y = y.type().batched() ? summed(y, provenance) : y;
      x = x.type().batched() ? summed(x, provenance) : x;
    } else if (isSummed && !y.type().batched()) {
      y = summed(y, provenance);
    }
    nodes.add(
        new Node.Accumulate(
            List.of(array(y, provenance), array(x, provenance)), destination, provenance));
  }

  private Value summed(Value value, Provenance provenance) {
    Value sum = new Value(value.name() + "Sum", value.type().withBatched(false));
    addComputation(new Equation(sum, new BatchSum(), List.of(value), provenance));
    return sum;
  }
}
