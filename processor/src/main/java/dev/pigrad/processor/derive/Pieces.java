package dev.pigrad.processor.derive;

import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.source.Definition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The definitions that a program was composed from, other than itself, with their digests. */
final class Pieces {
  private Pieces() {}

  static List<PolicyPlan.Piece> of(
      Definitions definitions, Collection<String> used, Definition self) {
    List<PolicyPlan.Piece> pieces = new ArrayList<>();
    for (String name : used) {
      if (!name.equals(self.name())) {
        definitions
            .digest(name)
            .ifPresent(d -> pieces.add(new PolicyPlan.Piece(name, d.companion(), d.hash())));
      }
    }
    return pieces;
  }
}
