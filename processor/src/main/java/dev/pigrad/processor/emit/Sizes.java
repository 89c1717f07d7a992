package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Dim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Names for the sizes that a tile's code mentions: {@code HIDDEN} and {@code hiddenStride}. */
final class Sizes {
  private final NameScope names;
  private final boolean isPadded;
  private final Map<Dim, String> widths = new LinkedHashMap<>();
  private final Map<Dim, String> strides = new LinkedHashMap<>();

  /**
   * Names from {@code names}.
   *
   * @param isPadded whether a row of a buffer may be longer than its entries
   */
  Sizes(NameScope names, boolean isPadded) {
    this.names = names;
    this.isPadded = isPadded;
  }

  /** Number of entries: a constant, a field if the dim is open, or a product of these. */
  String width(Dim dim) {
    if (dim.isOpen() && dim.isProduct()) {
      return dim.factors().stream().map(this::width).collect(Collectors.joining(" * ", "(", ")"));
    }
    return widths.computeIfAbsent(dim, this::nameWidth);
  }

  private String nameWidth(Dim dim) {
    String name = NameScope.lowerFirst(dim.simpleName());
    return names.fresh(dim.isOpen() ? name + "Size" : NameScope.toConstant(name));
  }

  /** Entries between two rows: a field. */
  String stride(Dim dim) {
    String width = width(dim);
    if (!isPadded) {
      return width;
    }
    return strides.computeIfAbsent(
        dim, d -> names.fresh(NameScope.lowerFirst(d.simpleName()) + "Stride"));
  }

  /** The sum of sizes, as summands of an index; empty if it is zero. */
  String offset(List<Dim> before, int from) {
    List<String> summands = new ArrayList<>(before.stream().map(this::width).toList());
    if (from != 0) {
      summands.add(Integer.toString(from));
    }
    return String.join(" + ", summands);
  }

  /** The widths that were mentioned. */
  Map<Dim, String> widths() {
    return widths;
  }

  /** The strides that were mentioned. */
  Map<Dim, String> strides() {
    return strides;
  }
}
