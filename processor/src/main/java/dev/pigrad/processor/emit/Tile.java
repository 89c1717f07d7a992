package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.plan.PolicyPlan;
import dev.pigrad.processor.plan.PolicyPlan.ConstantPlan;
import dev.pigrad.processor.plan.ProgramPlan;
import dev.pigrad.processor.plan.SurrogatePlan;
import dev.pigrad.processor.plan.TilePlan;
import java.util.List;

/**
 * A tile to be written, in either precision.
 *
 * @param kind what it implements
 * @param record the user's record
 * @param variant what follows the record's name in those of generated classes, often nothing
 */
record Tile(
    Kind kind,
    ClassName record,
    String variant,
    TilePlan plan,
    Columns columns,
    List<ConstantPlan> constants) {

  /** What a tile implements. */
  enum Kind {
    POLICY,
    POLICY_DUAL,
    SURROGATE,
    SURROGATE_DUAL;

    /** How its classes' names end. */
    String suffix() {
      return isDual() ? "Dual" : "Tile";
    }

    /** What the class implements. */
    ClassName contract() {
      return switch (this) {
        case POLICY -> RuntimeNames.POLICY_TILE;
        case POLICY_DUAL -> RuntimeNames.POLICY_DUAL;
        case SURROGATE -> RuntimeNames.SURROGATE_TILE;
        case SURROGATE_DUAL -> RuntimeNames.SURROGATE_DUAL;
      };
    }

    /** Whether it is a policy's. */
    boolean isPolicy() {
      return this == POLICY || this == POLICY_DUAL;
    }

    /** Whether it computes in dual numbers. */
    boolean isDual() {
      return this == POLICY_DUAL || this == SURROGATE_DUAL;
    }
  }

  static Tile of(ProgramPlan plan, ClassName record, String variant) {
    return switch (plan) {
      case PolicyPlan policy -> of(Kind.POLICY, record, variant, plan, Columns.of(policy));
      case SurrogatePlan surrogate ->
          of(Kind.SURROGATE, record, variant, plan, Columns.of(surrogate));
    };
  }

  private static Tile of(
      Kind kind, ClassName record, String variant, ProgramPlan plan, Columns columns) {
    return new Tile(kind, record, variant, plan.tile(), columns, plan.constants());
  }

  /** The same in dual numbers. */
  Tile dual(TilePlan dual) {
    Kind dualKind = kind.isPolicy() ? Kind.POLICY_DUAL : Kind.SURROGATE_DUAL;
    return new Tile(dualKind, record, variant, dual, columns, constants);
  }

  /** The record's name, enclosing names before it, as generated classes begin. */
  String name() {
    return String.join("_", record.simpleNames()) + variant;
  }

  ClassName className(Precision precision) {
    return ClassName.get(record.packageName(), name() + precision.label() + kind.suffix());
  }

  /** The name of the text with its stages in OpenCL C. */
  String openClName() {
    return name() + (kind.isDual() ? "Dual" : "") + ".cl";
  }

  List<Dim> openDims() {
    return plan.openDims();
  }
}
