package dev.pigrad.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;

/** The runtime classes that generated code names; the processor does not depend on them. */
final class RuntimeNames {
  private static final String KERNEL = "dev.pigrad.runtime.kernel";
  private static final String PROGRAM = "dev.pigrad.runtime.program";

  static final ClassName KERNELS = ClassName.get(KERNEL, "Kernels");
  static final ClassName WEIGHT = ClassName.get(KERNEL, "Weight");
  static final ClassName GRADIENT_ARRAYS = ClassName.get(PROGRAM, "GradientArrays");
  static final ClassName KERNEL_SOURCE = ClassName.get(PROGRAM, "KernelSource");
  static final ClassName LEAF = ClassName.get(PROGRAM, "Leaf");
  static final ClassName PARAMETER = ClassName.get(PROGRAM, "Parameter");
  static final ClassName PARAMETER_ARRAYS = ClassName.get(PROGRAM, "ParameterArrays");
  static final ClassName POLICY_PROGRAM = ClassName.get(PROGRAM, "PolicyProgram");
  static final ClassName POLICY_TILE = ClassName.get(PROGRAM, "PolicyTile");
  static final ClassName POLICY_DUAL = ClassName.get(PROGRAM, "PolicyDual");
  static final ClassName POLICY_VARIANTS = ClassName.get(PROGRAM, "PolicyVariants");
  static final ClassName QUANTITY = ClassName.get(PROGRAM, "Quantity");
  static final ClassName STEP_TILE = ClassName.get(PROGRAM, "StepTile");
  static final ClassName SURROGATE_PROGRAM = ClassName.get(PROGRAM, "SurrogateProgram");
  static final ClassName SURROGATE_TILE = ClassName.get(PROGRAM, "SurrogateTile");
  static final ClassName SURROGATE_DUAL = ClassName.get(PROGRAM, "SurrogateDual");
  static final ClassName SURROGATE_VARIANTS = ClassName.get(PROGRAM, "SurrogateVariants");
  static final ClassName DIMS = ClassName.get("dev.pigrad.lang", "Dims");

  private RuntimeNames() {}

  /** {@code Kernels<float[]>} and its like. */
  static TypeName of(ClassName generic, Precision precision) {
    return ParameterizedTypeName.get(generic, precision.array());
  }
}
