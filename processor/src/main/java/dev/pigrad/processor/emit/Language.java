package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.op.Absolute;
import dev.pigrad.processor.ir.op.Elementwise;
import dev.pigrad.processor.ir.op.Maximum;
import dev.pigrad.processor.ir.op.Minimum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the text of a stage is written in. Expressions and statements are all but the same. */
enum Language {
  /** A method that one thread runs. */
  JAVA,
  /** A function that the work-items of a group run together. */
  OPENCL;

  /** Names that OpenCL C, or the library that generated text calls, has taken. */
  private static final String RESERVED =
      """
      auto extern register signed sizeof struct typedef union unsigned inline restrict kernel global
      local constant half half2 half3 half4 half8 half16 uint uchar ushort ulong bool size_t event_t
      float2 float3 float4 float8 float16 int2 int3 int4 int8 int16 uint2 uint4 uint8 uint16 sampler_t
      read_only write_only read_write complex imaginary image2d_t image3d_t pipe queue_t atomic_int
      long2 long4 char2 char4 double2 double4 main true false NULL INFINITY NAN LID LSIZE SYNC FIRST
      EACH_ENTRY TILE_ROWS ALIGNED QUANTITIES FURTHER tile theta constants scratch Policy Surrogate
      product transposed_product accumulate_outer accumulate_rows clear copy_run fill_run flatten
      exp expm1 log tanh sigmoid softplus log1p sin cos erf lgamma polygamma pow gammaQuantile sqrt
      fabs maximum minimum signum isnan select step_of rint fma mad vload4 vload8 vload16 vstore4
      vstore8 vstore16 as_int as_float barrier min max abs sign step mix dot cross length floor ceil
      """;

  /** The names that nothing else may have. */
  String[] reserved() {
    return this == JAVA ? new String[0] : RESERVED.strip().split("\\s+");
  }

  /** The number of blocks around a line of a stage's body: a class, a method. */
  int depth() {
    return this == JAVA ? 2 : 1;
  }

  /** Before the type of a local that is set once. */
  String constant() {
    return this == JAVA ? "final" : "const";
  }

  /** The type of a local. */
  String keyword(Type.Kind kind, Precision precision) {
    return switch (kind) {
      case REAL -> precision.keyword();
      case INDEX -> "int";
      case MASK -> this == JAVA ? "boolean" : "bool";
    };
  }

  /** The literal that stands for a number. */
  String literal(double value, Precision precision) {
    if (this == JAVA) {
      return precision.literal(value);
    }
    float rounded = (float) value;
    if (Float.isNaN(rounded)) {
      return "NAN";
    }
    if (Float.isInfinite(rounded)) {
      return rounded > 0 ? "INFINITY" : "-INFINITY";
    }
    return rounded + "f";
  }

  /** One entry of {@code primitive}'s result. */
  String expression(Elementwise primitive, List<String> operands, Precision precision) {
    if (this == JAVA) {
      return precision.expression(primitive, operands);
    }
    String expression = primitive.expression(operands);
    return switch (primitive) {
      case Maximum maximum -> "maximum(" + String.join(", ", operands) + ")";
      case Minimum minimum -> "minimum(" + String.join(", ", operands) + ")";
      case Absolute absolute -> "f" + expression;
      case Elementwise e when e.isTranscendental() -> call(e, operands);
      default -> expression;
    };
  }

  private String call(Elementwise function, List<String> operands) {
    List<String> arguments = new ArrayList<>();
    function.kernelArguments().forEach(a -> arguments.add(a.contains(".") ? a + "f" : a));
    arguments.addAll(operands);
    return function.expression(List.of()) + "(" + String.join(", ", arguments) + ")";
  }

  /**
   * Whether functions such as exp stand in loops as operators do, and not in calls of their own.
   */
  boolean hasFunctions() {
    return this == OPENCL;
  }

  /** Whether a matrix product can go on from what it is added to. */
  boolean productsGoOn() {
    return this == JAVA;
  }

  /** A loop over the rows of a tile. */
  String eachRow() {
    return this == JAVA ? "for (int r = 0; r < rows; r++)" : eachShared("r", "rows");
  }

  /** A loop whose passes do not meet, over the work-items if there are several. */
  String eachShared(String index, String count) {
    return this == JAVA
        ? "for (int %s = 0; %s < %s; %s++)".formatted(index, index, count, index)
        : "for (int %s = LID; %s < %s; %s += LSIZE)".formatted(index, index, count, index);
  }

  /** Copies {@code count} entries of an array, from one position to another. */
  void copyRun(String array, String from, String target, String to, String count, Body body) {
    body.line(
        this == JAVA
            ? "System.arraycopy(" + String.join(", ", array, from, target, to, count) + ");"
            : "copy_run(" + String.join(", ", at(array, from), at(target, to), count) + ");");
  }

  /** Sets {@code count} entries of an array, from a position on, to one value. */
  void fillRun(String target, String from, String count, String value, Body body) {
    if (this == JAVA) {
      String end = from.equals("0") ? count : from + " + " + count;
      String arguments = String.join(", ", target, from, end, value);
      body.line(body.name(Arrays.class) + ".fill(" + arguments + ");");
    } else {
      body.line("fill_run(" + String.join(", ", value, at(target, from), count) + ");");
    }
  }

  /** Sets the first {@code count} entries of an array to zero, the work-items together. */
  void clear(String array, String count, Precision precision, Body body) {
    if (this == JAVA) {
      fillRun(array, "0", count, literal(0, precision), body);
    } else {
      body.line("clear(" + array + ", " + count + ");");
    }
  }

  private static String at(String array, String position) {
    return position.equals("0") ? array : array + " + " + position;
  }

  /** Makes what one work-item wrote visible to the others. */
  void synchronise(Body body) {
    if (this == OPENCL) {
      body.line("SYNC;");
    }
  }
}
