package dev.pigrad.processor.diagnostic;

import dev.pigrad.processor.source.Origin;
import java.util.List;

/**
 * A mistake that was found and not reported yet: a body that nothing calls may contain any Java.
 *
 * @param origin the expression at fault
 */
public record Finding(Code code, Origin origin, List<Object> arguments) {
  /** A mistake at {@code origin}. */
  public static Finding of(Code code, Origin origin, Object... arguments) {
    return new Finding(code, origin, List.of(arguments));
  }
}
