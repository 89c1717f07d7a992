package dev.pigrad.processor.ir;

import dev.pigrad.processor.source.Origin;
import java.util.List;

/**
 * Why an equation exists: the user's expression, and what was derived from it.
 *
 * @param origins the expression, then the calls that led to it, innermost first; never empty
 * @param role whether it is the expression itself or one of its derivatives
 */
public record Provenance(List<Origin> origins, Role role) {

  /** What an equation computes for its expression. */
  public enum Role {
    /** The expression itself. */
    PRIMAL,
    /** Its directional derivative (forward mode). */
    TANGENT,
    /** Derivatives of the loss with respect to its operands (reverse mode). */
    COTANGENT
  }

  /** The same expression in another role. */
  public Provenance as(Role newRole) {
    return new Provenance(origins, newRole);
  }
}
