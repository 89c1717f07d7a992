package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts values of equal shape that are never needed at once into one array: each into the first that
 * is free. Lifetimes come in the order of their statements, so the last one in an array is the only
 * one that can still be in the way, and what is found takes no search through the others.
 */
final class SharedArrays {
  private final Map<List<Dim>, Shelf> shelves = new HashMap<>();
  private final Map<Value, Value> owners = new HashMap<>();

  /** Arrays of one shape: those whose first value other stages read, by stage, and the others. */
  private record Shelf(Map<StageCode, List<Array>> kept, List<Array> free) {
    Shelf() {
      this(new HashMap<>(), new ArrayList<>());
    }

    /** Those that may be free, in order: a kept one only until its own value comes. */
    Stream<Array> candidates(Lifetime lifetime) {
      List<Array> inStage = kept.getOrDefault(lifetime.stage(), List.of());
      return Stream.concat(
          inStage.subList(firstAfter(inStage, lifetime.to()), inStage.size()).stream(),
          free.stream());
    }

    /** Those whose name suits too. */
    Stream<Array> namesakes(Lifetime lifetime) {
      String name = lifetime.value().name();
      return free.stream().filter(a -> a.first.value().name().equals(name));
    }

    /** The position of the first array whose own value is not computed before {@code position}. */
    private static int firstAfter(List<Array> arrays, int position) {
      int from = 0;
      int to = arrays.size();
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (arrays.get(middle).first.from() < position) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return from;
    }
  }

  /** An array: the value that it is named after, and the last one that each stage put into it. */
  private record Array(Lifetime first, Map<StageCode, Lifetime> last) {
    boolean isFreeFor(Lifetime lifetime) {
      return first.isApartFrom(lifetime)
          && Optional.ofNullable(last.get(lifetime.stage()))
              .filter(l -> !l.isApartFrom(lifetime))
              .isEmpty();
    }
  }

  /** Assigns values that other stages read before any that none does. */
  void add(Lifetime lifetime) {
    Type type = lifetime.value().type();
    if (!type.batched() || !type.isVector()) {
      owners.put(lifetime.value(), lifetime.value());
      return;
    }
    Shelf shelf = shelves.computeIfAbsent(type.shape(), s -> new Shelf());
    if (lifetime.outlives()) {
      shelf.kept.computeIfAbsent(lifetime.stage(), s -> new ArrayList<>()).add(newArray(lifetime));
    } else {
      share(lifetime, shelf);
    }
  }

  private void share(Lifetime lifetime, Shelf shelf) {
    Optional<Array> free =
        Stream.concat(shelf.namesakes(lifetime), shelf.candidates(lifetime))
            .filter(a -> a.isFreeFor(lifetime))
            .findFirst();
    Array array = free.orElseGet(() -> newArray(lifetime));
    if (free.isEmpty()) {
      shelf.free.add(array);
    }
    array.last.put(lifetime.stage(), lifetime);
    owners.put(lifetime.value(), array.first.value());
  }

  private Array newArray(Lifetime lifetime) {
    owners.put(lifetime.value(), lifetime.value());
    return new Array(lifetime, new HashMap<>());
  }

  /** The value whose array holds {@code value}. */
  Value ownerOf(Value value) {
    return Objects.requireNonNull(owners.get(value));
  }
}
