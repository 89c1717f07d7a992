package dev.pigrad.processor.emit;

import dev.pigrad.processor.emit.BufferPlan.Storage;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Source;
import java.util.Optional;

/** What every part of a tile's emission needs to know. */
record TileContext(
    Language language,
    Precision precision,
    Definitions definitions,
    Slots slots,
    BufferPlan buffers,
    Sizes sizes,
    RepeatedRows repeated,
    NameScope fields) {

  /** The same for another precision. */
  TileContext in(Precision other) {
    return new TileContext(language, other, definitions, slots, buffers, sizes, repeated, fields);
  }

  /** The array that holds {@code base}; absent if it is a literal, a local or a field. */
  Optional<String> array(Value base) {
    Optional<Source> source = slots.source(base);
    if (source.isPresent()) {
      return source.filter(s -> !(s instanceof Source.Constant)).map(slots::field);
    }
    return buffers.storage(base) instanceof Storage.Buffer(String field)
        ? Optional.of(field)
        : Optional.empty();
  }

  /** The literal that stands for a number. */
  String literal(double value) {
    return language.literal(value, precision);
  }

  /** The field that holds the number {@code base}. */
  Optional<String> number(Value base) {
    Optional<Source> source = slots.source(base);
    if (source.isPresent()) {
      return source.filter(Source.Constant.class::isInstance).map(slots::field);
    }
    return buffers.storage(base) instanceof Storage.InField(String field)
        ? Optional.of(language == Language.JAVA ? field : field + "[0]")
        : Optional.empty();
  }

  /** The array of a value that a kernel reads or writes. */
  String requireArray(Value base) {
    return array(base).orElseThrow(() -> new IllegalStateException(base + " has no buffer"));
  }

  /** The position of a row's first entry, in front of what else is in the index. */
  String rowStart(Type type) {
    return type.batched() ? "r * " + sizes.stride(type.dim()) + " + " : "";
  }

  /** The number of entries of a value as kernels count them. */
  String width(Type type) {
    return type.isScalar() ? "1" : sizes.width(type.dim());
  }

  /** All entries of a value's rows in use, padding included. */
  String count(Type type) {
    if (type.isScalar()) {
      return type.batched() ? "rows" : "1";
    }
    Dim dim = type.dim();
    return (type.batched() ? "rows * " : "") + sizes.stride(dim);
  }
}
