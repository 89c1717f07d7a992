package dev.pigrad.processor.ir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A sum of products of sizes, open ones among them.
 *
 * @param terms how often each product of open dims occurs; the empty product is the number
 */
public record SizeSum(Map<List<Dim>, Long> terms) {
  /** The empty sum. */
  public static final SizeSum ZERO = new SizeSum(Map.of());

  /** The empty product. */
  public static final SizeSum ONE = product(List.of());

  /** The product of all sizes. */
  public static SizeSum product(List<Dim> dims) {
    long known = 1;
    List<Dim> open = new ArrayList<>();
    for (Dim dim : dims) {
      if (dim.isOpen() && dim.isProduct()) {
        SizeSum product = product(dim.factors());
        product.terms.forEach((factors, count) -> open.addAll(factors));
        known *= product.terms.values().iterator().next();
      } else if (dim.isOpen()) {
        open.add(dim);
      } else {
        known *= dim.size();
      }
    }
    return new SizeSum(Map.of(List.copyOf(open), known));
  }

  /** The sum of both. */
  public SizeSum plus(SizeSum other) {
    Map<List<Dim>, Long> sum = new LinkedHashMap<>(terms);
    other.terms.forEach((dims, count) -> sum.merge(dims, count, Long::sum));
    return new SizeSum(sum);
  }

  /** The sum so many times. */
  public SizeSum times(long factor) {
    Map<List<Dim>, Long> product = new LinkedHashMap<>();
    terms.forEach((dims, count) -> product.put(dims, count * factor));
    return new SizeSum(product);
  }

  /** Java code, an {@code int} or a {@code long} if {@code isLong}. */
  public String code(Function<Dim, String> name, boolean isLong) {
    List<String> summands = new ArrayList<>();
    terms.forEach((dims, count) -> summands.add(summand(dims, count, name, isLong)));
    return summands.isEmpty() ? number(0, isLong) : String.join(" + ", summands);
  }

  private static String summand(
      List<Dim> dims, long count, Function<Dim, String> name, boolean isLong) {
    List<String> factors = new ArrayList<>();
    if (count != 1 || dims.isEmpty() || isLong) {
      factors.add(number(count, isLong));
    }
    dims.forEach(d -> factors.add(name.apply(d)));
    return String.join(" * ", factors);
  }

  private static String number(long count, boolean isLong) {
    return isLong ? count + "L" : Long.toString(count);
  }

  @Override
  public String toString() {
    return code(Dim::simpleName, false);
  }
}
