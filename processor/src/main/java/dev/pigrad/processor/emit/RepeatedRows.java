package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Parameter vectors that batched loops read, a bias above all: one copy per row of the tile, made
 * when the parameters are bound. Such a loop then goes through one index, which C2 vectorises; with
 * the vector at {@code [j]} and the rest at {@code [r * stride + j]} it does not (0.11 against 0.36
 * ns an entry).
 */
final class RepeatedRows {
  private static final int NARROW = 8;

  private final Slots slots;
  private final NameScope names;
  private final boolean areWanted;
  private final Map<Source, Copy> copies = new LinkedHashMap<>();

  /**
   * No copies yet.
   *
   * @param areWanted whether a loop is faster with them
   */
  RepeatedRows(Slots slots, NameScope names, boolean areWanted) {
    this.areWanted = areWanted;
    this.slots = slots;
    this.names = names;
  }

  /** The copies of a parameter. */
  record Copy(String field, String original, Type type) {}

  /** The field with the copies of {@code base}, if it is a parameter worth copying. */
  Optional<String> field(Value base) {
    return slots
        .source(base)
        .filter(s -> s instanceof Source.Parameter || s instanceof Source.Direction)
        .filter(s -> areWanted && isWide(base.type()))
        .map(s -> copies.computeIfAbsent(s, source -> copy(source, base.type())).field());
  }

  private static boolean isWide(Type type) {
    return type.isVector() && (type.dim().size() >= NARROW || type.dim().size() == Dim.OPEN);
  }

  private Copy copy(Source source, Type type) {
    String original = slots.field(source);
    return new Copy(names.fresh(original + "Rows"), original, type);
  }

  /** The copies that the code mentions. */
  Map<Source, Copy> copies() {
    return copies;
  }
}
