package dev.pigrad.processor.derive;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.source.Origin;
import java.util.List;

/** Hears what a derivation finds doubtful; what it cannot derive is an exception. */
@FunctionalInterface
public interface Remarks {
  /**
   * A doubt.
   *
   * @param origins the expression, then the calls that led to it, innermost first
   */
  void remark(Code code, List<Origin> origins, Object... arguments);
}
