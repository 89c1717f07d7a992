package dev.pigrad.testing;

import dev.pigrad.lang.Dims;
import java.util.Map;

/**
 * One instance of a property: a record of some size with some constants, and a seed for all
 * numbers. It says in a failure's report what to run again, and it shrinks to fewer rows, smaller
 * sizes and smaller parameters.
 *
 * @param subject the record, by name
 * @param dims its open dims
 * @param constants its constant components by path
 * @param rows the rows of the batch
 * @param spread how far parameters lie from zero: 1 keeps the activations of a layer at order one
 * @param seed what parameters, observations, advantages and ratios are drawn from
 */
public record Trial(
    Class<? extends Record> subject,
    Dims dims,
    Map<String, ?> constants,
    int rows,
    double spread,
    long seed) {

  /** The same with other rows. */
  Trial withRows(int newRows) {
    return new Trial(subject, dims, constants, newRows, spread, seed);
  }

  @Override
  public String toString() {
    return "%s%s%s, rows=%d, spread=%s, seed=%d"
        .formatted(subject.getSimpleName(), dims, constants, rows, spread, seed);
  }
}
