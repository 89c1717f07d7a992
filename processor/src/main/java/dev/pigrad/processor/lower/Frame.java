package dev.pigrad.processor.lower;

import dev.pigrad.processor.source.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call in progress.
 *
 * @param function what is running, for the detection of recursion
 * @param self the receiver; absent in static methods
 * @param prefix how the names of its values begin
 * @param locals its variables
 * @param callers the calls that led here, innermost first
 */
record Frame(
    String function,
    Optional<Denotation> self,
    String prefix,
    Map<String, Denotation> locals,
    List<Origin> callers) {

  /** The outermost frame of an entry point. */
  static Frame entry(String function, Denotation self) {
    return new Frame(function, Optional.of(self), "", new HashMap<>(), List.of());
  }

  /** The origins of an expression of this call. */
  List<Origin> at(Origin origin) {
    List<Origin> origins = new ArrayList<>(List.of(origin));
    origins.addAll(callers);
    return origins;
  }
}
