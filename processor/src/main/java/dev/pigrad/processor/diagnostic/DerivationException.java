package dev.pigrad.processor.diagnostic;

import dev.pigrad.processor.source.Origin;
import java.util.Arrays;
import java.util.List;

/** A mistake that ends a derivation; it is reported once, where the derivation began. */
public final class DerivationException extends RuntimeException {
  private final Code code;
  private final transient List<Origin> origins;
  private final transient Object[] arguments;

  /**
   * A mistake at an expression.
   *
   * @param origins the expression at fault, then the calls that led to it, innermost first
   */
  public DerivationException(Code code, List<Origin> origins, Object... arguments) {
    super(code.message(arguments));
    this.code = code;
    this.origins = List.copyOf(origins);
    this.arguments = arguments.clone();
  }

  /** What is wrong. */
  public Code code() {
    return code;
  }

  /** The expression at fault, then the calls that led to it, innermost first. */
  public List<Origin> origins() {
    return origins;
  }

  /** What the wording refers to. */
  public List<Object> arguments() {
    return Arrays.asList(arguments);
  }
}
