package dev.pigrad.runtime;

import dev.pigrad.runtime.execute.Backend;
import dev.pigrad.runtime.execute.Precision;
import dev.pigrad.runtime.execute.TilePasses;
import dev.pigrad.runtime.execute.Workspace;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;
import java.util.Set;

/**
 * What every pass of one loaded policy starts from.
 *
 * @param backend its backend
 * @param program the generated program
 * @param layout the columns of its batches
 * @param offers the quantities that the program can compute
 * @param reader who reads columns, for errors
 * @param passes makes the passes over tiles
 * @param <A> the array type
 */
record PolicyContext<A>(
    Backend<A> backend,
    PolicyProgram program,
    BatchLayout layout,
    Set<Quantity> offers,
    String reader,
    TilePasses<A> passes) {

  Precision<A> precision() {
    return backend.precision();
  }

  PassColumns<A> columns() {
    return new PassColumns<>(backend, layout, Workspace::policy);
  }

  /** Columns that meet the policy's tile in dual numbers. */
  PassColumns<A> dualColumns() {
    return new PassColumns<>(backend, layout, Workspace::dual);
  }
}
