package dev.pigrad.processor.plan;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.source.Definition;
import java.util.List;

/** What the emitter writes about a policy or a surrogate: a program and its tiles. */
public sealed interface ProgramPlan permits PolicyPlan, SurrogatePlan {
  /** The user's record. */
  Definition definition();

  /** What derivatives are of, in order, before composites are expanded. */
  List<Equation> primal();

  /** Its stages. */
  TilePlan tile();

  /** What a gradient takes, in dual numbers. */
  TilePlan dual();

  /** Constant components in the order of the record. */
  List<PolicyPlan.ConstantPlan> constants();

  /** The definitions it was composed from. */
  List<PolicyPlan.Piece> pieces();
}
