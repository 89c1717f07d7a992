package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.execute.PassPlan;
import dev.pigrad.runtime.execute.Slot;
import dev.pigrad.runtime.execute.Stage;
import dev.pigrad.runtime.execute.Transfer;
import dev.pigrad.runtime.program.KernelSource;
import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.Parameter;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The OpenCL C of a pass: sizes, the library, the policy's stages, the surrogate's, and one kernel
 * that calls those of the plan for each tile of its group.
 */
final class PassText {
  private static final String LIBRARY = Programs.resource("library.cl");

  private final PassPlan plan;
  private final KernelSource policy;
  private final @Nullable KernelSource surrogate;
  private final List<Parameter> parameters;
  private final List<String> outputs;
  private final StringBuilder text = new StringBuilder();

  PassText(PassPlan plan, PolicyProgram program) {
    this.plan = plan;
    this.policy = plan.isDual() ? program.openClDual() : program.openCl();
    this.surrogate = surrogate(plan);
    this.parameters = program.parameters();
    this.outputs = program.outputs();
  }

  private static @Nullable KernelSource surrogate(PassPlan plan) {
    SurrogateProgram program = plan.surrogate();
    if (program == null) {
      return null;
    }
    return plan.isDual() ? program.openClDual() : program.openCl();
  }

  double[] policyConstants() {
    return array(policy);
  }

  double[] surrogateConstants() {
    return surrogate == null ? new double[0] : array(surrogate);
  }

  private static double[] array(KernelSource source) {
    return source.constants().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Bytes of the policy's struct, a multiple of 64. */
  int policyBytes(int tileRows) {
    return bytes(policy, tileRows);
  }

  /** Bytes of the surrogate's struct. */
  int surrogateBytes(int tileRows) {
    return surrogate == null ? 64 : bytes(surrogate, tileRows);
  }

  /** Bytes of the step. */
  int stepBytes(int tileRows) {
    int arrays = 4 * (Quantity.values().length + further());
    return 4 * (arrays * tileRows + 16);
  }

  private static int bytes(KernelSource source, int tileRows) {
    return Math.toIntExact(Math.ceilDiv(source.entries(tileRows), 16) * 64);
  }

  /** Numbers of the step besides the quantities, 1 at least: C has no empty array. */
  private int further() {
    return Math.max(1, outputs.size() + plan.extras().size());
  }

  /** Whether the policy has a stage; one without a sampler, say, has no function for it. */
  boolean has(Stage stage) {
    return isOfSurrogate(stage)
        || stage == Stage.SCORE_ALONG_TANGENT
        || policy.text().contains(" policy_" + stage.methodName() + "(");
  }

  private static boolean isOfSurrogate(Stage stage) {
    return stage == Stage.LOSS || stage == Stage.LOSS_BACKWARD;
  }

  String text(int groupSize, int tileRows) {
    text.setLength(0);
    define("LSIZE", groupSize);
    define("TILE_ROWS", tileRows);
    define("FURTHER", further());
    for (int i = 0; i < plan.extras().size(); i++) {
      int output = outputs.indexOf(plan.extras().get(i));
      define("EXTRA_" + i, output < 0 ? outputs.size() + i : output);
    }
    for (int i = 0, flat = 0; i < parameters.size(); i++) {
      define("PARAMETER_" + i, DeviceParameters.offset(parameters, i));
      define("GRADIENT_" + i, flat);
      flat += parameters.get(i).size();
    }
    text.append(LIBRARY);
    line("BEGIN_STAGES");
    source(policy);
    if (surrogate == null) {
      line("typedef struct { float none; } Surrogate;");
    } else {
      source(surrogate);
    }
    line("END_STAGES");
    kernel();
    return ascii(text);
  }

  private void define(String name, long value) {
    line("#define " + name + " " + value);
  }

  private void source(KernelSource source) {
    for (int i = 0; i < source.sizes().size(); i++) {
      define("SIZE_" + i, source.sizes().get(i));
    }
    text.append(source.text());
    for (int i = 0; i < source.sizes().size(); i++) {
      line("#undef SIZE_" + i);
    }
  }

  /** Greek letters are letters in Java, not in C. */
  private static String ascii(CharSequence text) {
    StringBuilder ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 128) {
        ascii.append(c);
      } else {
        ascii.append('u').append(Integer.toHexString(c));
      }
    }
    return ascii.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  // ── The kernel ─────────────────────────────────────────────────────────────────────────────────

  private void kernel() {
    line("__kernel __attribute__((reqd_work_group_size(LSIZE, 1, 1))) void pass(");
    line("    const int first, const int end, const int gradientSize, const int gradientStride,");
    line("    const int policyBytes, const int surrogateBytes, __global char *restrict tiles,");
    line("    __global Step *restrict steps,");
    line("    __global char *restrict surrogates, __global const float *restrict theta,");
    line("    __global const float *restrict direction, __global float *restrict gradients,");
    line("    __global const float *restrict constants,");
    line("    __global const float *restrict surrogateConstants,");
    line("    __global float *restrict sums, __global int *restrict wrong,");
    line("    __local float *scratch" + columns() + ") {");
    line("  const int group = get_group_id(0);");
    line("  __global Policy *tile = (__global Policy *)(tiles + (size_t)group * policyBytes);");
    line("  __global Step *step = steps + group;");
    line("  __global Surrogate *surrogate =");
    line("      (__global Surrogate *)(surrogates + (size_t)group * surrogateBytes);");
    line("  __global float *gradient = gradients + (size_t)group * gradientStride;");
    line("  clear((__global float *)step, sizeof(Step) / sizeof(float));");
    if (plan.hasGradient()) {
      line("  if (first == 0) {");
      line("    clear(gradient, gradientSize);");
      line("  }");
    }
    line("  for (int t = group; first + t * TILE_ROWS < end; t += get_num_groups(0)) {");
    line("    const int row = first + t * TILE_ROWS;");
    line("    const int rows = min(TILE_ROWS, end - row);");
    for (int i = 0; i < plan.loads().size(); i++) {
      load(i, plan.loads().get(i));
    }
    plan.stages().forEach(this::stage);
    for (int i = 0; i < plan.sums(); i++) {
      line("    sum_rows(RESULT_" + i + ", rows, sums + t * " + plan.sums() + " + " + i + ");");
    }
    for (int i = 0; i < plan.stores().size(); i++) {
      store(plan.loads().size() + i, plan.stores().get(i));
    }
    line("  }");
    line("}");
  }

  /** A column, the row of the batch that its array begins with, and the rows that are selected. */
  private String columns() {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < plan.loads().size() + plan.stores().size(); i++) {
      columns
          .append(",\n    __global float *column")
          .append(i)
          .append(", const int base")
          .append(i)
          .append(", __global const int *selected")
          .append(i);
    }
    return columns.toString();
  }

  private void load(int position, Transfer transfer) {
    Leaf leaf = transfer.leaf();
    boolean isIndex = leaf.range() > 0;
    line(
        "    %s(column%d, %d, selected%d, row - base%d, rows, %s%s);"
            .formatted(
                isIndex ? "load_choices" : "load_rows",
                position,
                isIndex ? leaf.range() : leaf.width(),
                position,
                position,
                slot(transfer.slot()),
                isIndex ? ", base" + position + ", wrong + " + position : ""));
  }

  private void store(int position, Transfer transfer) {
    line(
        "    store_rows(%s, %d, selected%d, row - base%d, rows, column%d);"
            .formatted(
                slot(transfer.slot()), transfer.leaf().width(), position, position, position));
  }

  private static String slot(Slot slot) {
    return switch (slot.kind()) {
      case INPUT, ACTION, NOISE, OLD, LEAF_TANGENT -> slot.kind() + "_" + slot.index();
      case VALUE -> step("value", slot);
      case COTANGENT -> step("cotangent", slot);
      case TANGENT -> step("tangent", slot);
      case OUTPUT -> "step->output[" + slot.index() + "]";
      case OUTPUT_TANGENT -> "step->outputTangent[" + slot.index() + "]";
      case EXTRA -> "step->output[EXTRA_" + slot.index() + "]";
    };
  }

  private static String step(String member, Slot slot) {
    return "step->" + member + "[QUANTITY_" + slot.quantity() + "]";
  }

  private void stage(Stage stage) {
    if (stage == Stage.SCORE_ALONG_TANGENT) {
      line(
          "    store_rows(step->tangent[QUANTITY_LOG_PROB], 1, 0, 0, rows,"
              + " step->cotangent[QUANTITY_LOG_PROB]);");
    } else {
      line(
          "    %s_%s(rows, %s, step, theta, direction, gradient, %s, scratch);"
              .formatted(
                  isOfSurrogate(stage) ? "surrogate" : "policy",
                  stage.methodName(),
                  isOfSurrogate(stage) ? "surrogate" : "tile",
                  isOfSurrogate(stage) ? "surrogateConstants" : "constants"));
    }
  }
}
