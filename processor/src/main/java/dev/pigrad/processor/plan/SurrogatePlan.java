package dev.pigrad.processor.plan;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.source.Definition;
import java.util.List;

/**
 * Everything that the emitter writes about a surrogate.
 *
 * @param definition the user's record
 * @param primal what derivatives are of: the loss, before composites are expanded
 * @param tile the stages {@code loss} and {@code lossBackward}
 * @param dual the stage {@code lossBackward} in dual numbers
 * @param reads names of {@code Quantity} constants that loss or a reported value reads
 * @param differentiates names of {@code Quantity} constants that the loss has a derivative in
 * @param extraColumns further columns of the batch
 * @param reported names of the reported values
 * @param constants constant components
 * @param pieces the definitions it was composed from
 */
public record SurrogatePlan(
    Definition definition,
    List<Equation> primal,
    TilePlan tile,
    TilePlan dual,
    List<String> reads,
    List<String> differentiates,
    List<String> extraColumns,
    List<String> reported,
    List<PolicyPlan.ConstantPlan> constants,
    List<PolicyPlan.Piece> pieces)
    implements ProgramPlan {}
