package dev.pigrad.processor.emit;

import dev.pigrad.processor.emit.Node.Access;
import dev.pigrad.processor.emit.Statement.Loop;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where each computed value lives. A value that is only read where it is computed is a local; one
 * that several statements or a kernel read has a buffer. Buffers of equal shape are shared by
 * values that are never needed at once: within a stage by lifetime, between stages only by values
 * that no other stage reads, since stages run in any order.
 */
final class BufferPlan {

  /** Where a value lives. */
  sealed interface Storage {
    /** Nowhere but in a local variable. */
    record Local() implements Storage {}

    /** In a field that holds a single number. */
    record InField(String field) implements Storage {}

    /** In an array. */
    record Buffer(String field) implements Storage {}
  }

  /**
   * An array of the tile.
   *
   * @param sharedWith the field whose array it is; empty if it is its own
   */
  record Field(String name, Type type, String stage, Optional<String> sharedWith) {}

  private final List<StageCode> stages;
  private final Slots slots;
  private final NameScope names;
  private final Set<Value> kernelValues = new HashSet<>();
  private final Set<Value> locals = new HashSet<>();
  private final Map<Value, Lifetime> lifetimes = new LinkedHashMap<>();
  private final Map<Value, Storage> storages = new HashMap<>();
  private final List<Field> fields = new ArrayList<>();

  BufferPlan(List<StageCode> stages, Slots slots, NameScope names) {
    this.stages = stages;
    this.slots = slots;
    this.names = names;
    Map<Value, List<Place>> readers = readers();
    for (StageCode stage : stages) {
      for (Place definition : places(stage)) {
        definition.node().result().ifPresent(v -> live(v, definition, readers));
      }
    }
    share();
  }

  /** A node and where it stands. */
  private record Place(StageCode stage, int position, Statement statement, Node node) {}

  private static List<Place> places(StageCode stage) {
    List<Place> places = new ArrayList<>();
    List<Statement> statements = stage.statements();
    for (int i = 0; i < statements.size(); i++) {
      for (Node node : statements.get(i).nodes()) {
        places.add(new Place(stage, i, statements.get(i), node));
      }
    }
    return places;
  }

  private Map<Value, List<Place>> readers() {
    Map<Value, List<Place>> readers = new HashMap<>();
    for (StageCode stage : stages) {
      for (Place place : places(stage)) {
        for (Node.Read read : place.node().reads()) {
          readers.computeIfAbsent(read.value(), v -> new ArrayList<>()).add(place);
          if (read.access() == Access.WHOLE) {
            kernelValues.add(read.value());
          }
        }
        if (!(place.node() instanceof Node.InLoop)) {
          place.node().result().ifPresent(kernelValues::add);
        }
      }
    }
    return readers;
  }

  private void live(Value value, Place definition, Map<Value, List<Place>> readers) {
    List<Place> places = readers.getOrDefault(value, List.of());
    if (places.stream().anyMatch(p -> isLocalAt(value, definition, p))) {
      locals.add(value);
    }
    Destination destination = definition.stage().placed().get(value);
    if (destination != null) {
      storages.put(value, new Storage.Buffer(slots.field(destination)));
    } else if (isLocal(value, definition, places)) {
      storages.put(value, new Storage.Local());
    } else {
      lifetimes.put(value, lifetime(value, definition, places));
    }
  }

  private boolean isLocal(Value value, Place definition, List<Place> readers) {
    return !kernelValues.contains(value)
        && readers.stream().allMatch(p -> isLocalAt(value, definition, p));
  }

  /** Whether a local variable of {@code definition} is in scope at {@code reader}. */
  private static boolean isLocalAt(Value value, Place definition, Place reader) {
    if (definition.stage() != reader.stage() || !(definition.statement() instanceof Loop loop)) {
      return false;
    }
    if (isSharedScalar(value.type())) {
      StageCode stage = definition.stage();
      return stage.partOf(definition.position()) == stage.partOf(reader.position());
    }
    return loop == reader.statement()
        && (value.type().isScalar()
            || (loop.segmentOf(definition.node()) == loop.segmentOf(reader.node())
                && isAligned(value, reader.node())));
  }

  private static boolean isAligned(Value value, Node reader) {
    return reader.reads().stream()
        .allMatch(r -> r.value() != value || r.access() == Access.ALIGNED);
  }

  private static boolean isSharedScalar(Type type) {
    return type.isScalar() && !type.batched();
  }

  private static Lifetime lifetime(Value value, Place definition, List<Place> readers) {
    int to = definition.position();
    boolean outlives = false;
    for (Place reader : readers) {
      if (reader.stage() == definition.stage()) {
        to = Math.max(to, reader.position());
      } else {
        outlives = true;
      }
    }
    return new Lifetime(value, definition.stage(), definition.position(), to, outlives);
  }

  private void share() {
    SharedArrays arrays = new SharedArrays();
    for (boolean outlive : new boolean[] {true, false}) {
      for (Lifetime lifetime : lifetimes.values()) {
        if (lifetime.outlives() == outlive) {
          arrays.add(lifetime);
        }
      }
    }
    for (Value value : lifetimes.keySet()) {
      name(value, arrays.ownerOf(value));
    }
    for (Lifetime lifetime : lifetimes.values()) {
      declare(lifetime, arrays.ownerOf(lifetime.value()));
    }
  }

  /** Values of one name in one array, as of layer after layer, have one field. */
  private void name(Value value, Value owner) {
    if (storages.containsKey(value)) {
      return; // as the owner of another
    }
    if (owner != value && owner.name().equals(value.name())) {
      name(owner, owner);
      storages.put(value, storage(owner));
      return;
    }
    boolean isNumber = isSharedScalar(value.type()) && !kernelValues.contains(value);
    String field = names.freshIn(stageOf(value), value.name());
    storages.put(value, isNumber ? new Storage.InField(field) : new Storage.Buffer(field));
  }

  /** The stage that computes the value, by the name of what it is the derivative of. */
  private String stageOf(Value value) {
    return StageMethods.primal(Objects.requireNonNull(lifetimes.get(value)).stage().name());
  }

  private void declare(Lifetime lifetime, Value owner) {
    Value value = lifetime.value();
    Optional<String> sharedWith =
        owner != value && storage(owner) instanceof Storage.Buffer(String shared)
            ? Optional.of(shared)
            : Optional.empty();
    if (storage(value) instanceof Storage.Buffer(String field)
        && sharedWith.filter(field::equals).isEmpty()) {
      fields.add(new Field(field, value.type(), lifetime.stage().name(), sharedWith));
    }
  }

  /** Where a computed value lives. */
  Storage storage(Value value) {
    Storage storage = storages.get(value);
    if (storage == null) {
      throw new IllegalStateException(value + " is not computed");
    }
    return storage;
  }

  /** Whether it is read as a local variable somewhere. */
  boolean isReadAsLocal(Value value) {
    return locals.contains(value);
  }

  /** The arrays in the order of their values. */
  List<Field> fields() {
    return fields;
  }

  /** The arrays in which stages of these names leave values of each row to other stages. */
  List<String> left(Set<String> stageNames) {
    List<String> left = new ArrayList<>();
    for (Lifetime lifetime : lifetimes.values()) {
      if (lifetime.outlives()
          && lifetime.value().type().batched()
          && stageNames.contains(lifetime.stage().name())
          && storage(lifetime.value()) instanceof Storage.Buffer(String field)) {
        left.add(field);
      }
    }
    return left;
  }

  /** The fields of shared numbers. */
  List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    for (Value value : lifetimes.keySet()) {
      if (storage(value) instanceof Storage.InField(String field)) {
        numbers.add(field);
      }
    }
    return numbers;
  }
}
