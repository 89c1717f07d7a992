package dev.pigrad.runtime;

import dev.pigrad.runtime.program.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which tensor is where in the flat vector of a policy's parameters.
 *
 * @param entries the tensors in the order of the vector, without gaps
 */
public record ParameterLayout(List<Entry> entries) {
  /** The tensors are copied. */
  public ParameterLayout {
    entries = List.copyOf(entries);
  }

  /**
   * A tensor.
   *
   * @param name its path in the policy: {@code first.weight}
   * @param shape (rows, columns) of a matrix, (rows) of a vector, () of a scalar
   * @param offset position of its first entry
   * @param size number of entries, row after row
   * @param frozen whether it has no gradient and no optimiser changes it
   */
  public record Entry(String name, List<Integer> shape, int offset, int size, boolean frozen) {
    /** The shape is copied. */
    public Entry {
      shape = List.copyOf(shape);
    }
  }

  /**
   * Some of the tensors: what an operation on parameters may be restricted to.
   *
   * @param layout the layout that they are part of
   * @param ranges their positions, ascending; neighbours are joined
   */
  public record Subset(ParameterLayout layout, List<Range> ranges) {
    /** The ranges are copied. */
    public Subset {
      ranges = List.copyOf(ranges);
    }

    /** Whether a tensor of the layout is one of them. */
    public boolean contains(Entry entry) {
      return ranges.stream().anyMatch(r -> r.from() <= entry.offset() && entry.offset() < r.to());
    }

    /** All other tensors of the layout. */
    public Subset complement() {
      return layout.select(entry -> !contains(entry));
    }

    /** The tensors of both. */
    public Subset and(Subset other) {
      return layout.select(entry -> contains(entry) && other.contains(entry));
    }
  }

  /**
   * Positions {@code from <= i < to}.
   *
   * @param from first position
   * @param to position after the last
   */
  public record Range(int from, int to) {}

  static ParameterLayout of(List<Parameter> parameters) {
    long size = parameters.stream().mapToLong(p -> (long) p.rows() * p.columns()).sum();
    if (size > Integer.MAX_VALUE - 8) { // the longest array of a JVM
      throw new IllegalArgumentException(
          "the policy has " + size + " parameters, more than fit into an array; bind smaller dims");
    }
    List<Entry> entries = new ArrayList<>();
    int offset = 0;
    for (Parameter parameter : parameters) {
      entries.add(
          new Entry(
              parameter.name(), shape(parameter), offset, parameter.size(), parameter.frozen()));
      offset += parameter.size();
    }
    return new ParameterLayout(entries);
  }

  private static List<Integer> shape(Parameter parameter) {
    return switch (parameter.rank()) {
      case 0 -> List.of();
      case 1 -> List.of(parameter.rows());
      default -> List.of(parameter.rows(), parameter.columns());
    };
  }

  /** Number of entries of the flat vector. */
  public int size() {
    if (entries.isEmpty()) {
      return 0;
    }
    Entry last = entries.getLast();
    return last.offset() + last.size();
  }

  /**
   * The tensor of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Entry entry(String name) {
    for (Entry entry : entries) {
      if (entry.name().equals(name)) {
        return entry;
      }
    }
    throw new IllegalArgumentException(
        "no parameter is called '" + name + "'; there are " + names());
  }

  /** The names of all tensors, in order. */
  public List<String> names() {
    return entries.stream().map(Entry::name).toList();
  }

  /** All tensors. */
  public Subset all() {
    return select(entry -> true);
  }

  /** All tensors that are not frozen. */
  public Subset trainable() {
    return select(entry -> !entry.frozen());
  }

  /** The tensors whose name {@code names} accepts. */
  public Subset subset(Predicate<String> names) {
    return select(entry -> names.test(entry.name()));
  }

  private Subset select(Predicate<Entry> accepted) {
    List<Range> ranges = new ArrayList<>();
    for (Entry entry : entries) {
      if (accepted.test(entry)) {
        append(ranges, new Range(entry.offset(), entry.offset() + entry.size()));
      }
    }
    return new Subset(this, ranges);
  }

  private static void append(List<Range> ranges, Range next) {
    if (!ranges.isEmpty() && ranges.getLast().to() == next.from()) {
      ranges.set(ranges.size() - 1, new Range(ranges.getLast().from(), next.to()));
    } else {
      ranges.add(next);
    }
  }
}
