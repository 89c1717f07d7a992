package dev.pigrad.processor.read;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.source.Origin;

/** Ends the reading of a statement: what follows from a mistake in it is not reported as well. */
final class RejectedException extends RuntimeException {
  private final transient Finding finding;

  RejectedException(Code code, Origin origin, Object... arguments) {
    super(code.name(), null, false, false);
    this.finding = Finding.of(code, origin, arguments);
  }

  Finding finding() {
    return finding;
  }
}
