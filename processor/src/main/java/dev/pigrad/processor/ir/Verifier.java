package dev.pigrad.processor.ir;

import dev.pigrad.processor.ir.op.Absolute;
import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.Argmax;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Concat;
import dev.pigrad.processor.ir.op.Constant;
import dev.pigrad.processor.ir.op.Contraction;
import dev.pigrad.processor.ir.op.Cosine;
import dev.pigrad.processor.ir.op.Divide;
import dev.pigrad.processor.ir.op.Element;
import dev.pigrad.processor.ir.op.Erf;
import dev.pigrad.processor.ir.op.Exp;
import dev.pigrad.processor.ir.op.Expm1;
import dev.pigrad.processor.ir.op.Flatten;
import dev.pigrad.processor.ir.op.GammaQuantile;
import dev.pigrad.processor.ir.op.Greater;
import dev.pigrad.processor.ir.op.Largest;
import dev.pigrad.processor.ir.op.Log;
import dev.pigrad.processor.ir.op.Log1p;
import dev.pigrad.processor.ir.op.LogGamma;
import dev.pigrad.processor.ir.op.LogSumExp;
import dev.pigrad.processor.ir.op.Maximum;
import dev.pigrad.processor.ir.op.Minimum;
import dev.pigrad.processor.ir.op.Multiply;
import dev.pigrad.processor.ir.op.Negate;
import dev.pigrad.processor.ir.op.Outer;
import dev.pigrad.processor.ir.op.Pad;
import dev.pigrad.processor.ir.op.Polygamma;
import dev.pigrad.processor.ir.op.Power;
import dev.pigrad.processor.ir.op.Product;
import dev.pigrad.processor.ir.op.Scatter;
import dev.pigrad.processor.ir.op.Select;
import dev.pigrad.processor.ir.op.Sigmoid;
import dev.pigrad.processor.ir.op.Sign;
import dev.pigrad.processor.ir.op.Sine;
import dev.pigrad.processor.ir.op.Slice;
import dev.pigrad.processor.ir.op.Softplus;
import dev.pigrad.processor.ir.op.Spread;
import dev.pigrad.processor.ir.op.SquareRoot;
import dev.pigrad.processor.ir.op.StopGradient;
import dev.pigrad.processor.ir.op.Subtract;
import dev.pigrad.processor.ir.op.Sum;
import dev.pigrad.processor.ir.op.Tanh;
import dev.pigrad.processor.ir.op.TransposedProduct;
import dev.pigrad.processor.ir.op.Triangle;
import dev.pigrad.processor.ir.op.TriangularSolve;
import dev.pigrad.processor.ir.op.Unflatten;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks between passes that equations still are a program, so that a broken rewrite shows where it
 * happens and not in generated code:
 *
 * <ul>
 *   <li>every operand is an input or the result of an earlier equation;
 *   <li>a value is assigned once, an input never;
 *   <li>a primitive has as many operands as it takes, each of a form that it takes: real where it
 *       calculates, a mask only where {@link Select} asks and in the branches of a Select of masks,
 *       an index only where {@link Element} and {@link Scatter} ask;
 *   <li>shapes fit, and the result's type is the one that the primitive infers from its operands'
 *       types, {@link Type#batched} included: a batched result has a batched operand;
 *   <li>the entries of {@link Concat}, {@link Slice} and {@link Pad} exist, where sizes are known;
 *   <li>a batched matrix, one matrix per sample, is read by {@link BatchSum} only, or by a sum that
 *       {@code Simplify} takes apart, and is no output;
 *   <li>every output of a program is an input or a result.
 * </ul>
 */
public final class Verifier {
  private final Set<Value> inputs;
  private final Set<Value> known;

  private Verifier(Collection<Value> inputs) {
    this.inputs = Set.copyOf(inputs);
    this.known = new HashSet<>(inputs);
  }

  /** What a primitive takes as an operand. */
  private enum Form {
    REAL("a real value"),
    SCALAR("a real scalar"),
    SCALAR_OR_VECTOR("a real scalar or vector"),
    VECTOR("a real vector"),
    MATRIX("a real matrix"),
    MASK("a mask"),
    INDEX("an index"),
    REAL_OR_MASK("a real value or a mask");

    private final String words;

    Form(String words) {
      this.words = words;
    }

    boolean fits(Type type) {
      return switch (this) {
        case REAL -> isReal(type);
        case SCALAR -> isReal(type) && type.isScalar();
        case SCALAR_OR_VECTOR -> isReal(type) && !type.isMatrix();
        case VECTOR -> isReal(type) && type.isVector();
        case MATRIX -> isReal(type) && type.isMatrix();
        case MASK -> type.kind() == Type.Kind.MASK;
        case INDEX -> type.kind() == Type.Kind.INDEX;
        case REAL_OR_MASK -> type.kind() != Type.Kind.INDEX;
      };
    }

    private static boolean isReal(Type type) {
      return type.kind() == Type.Kind.REAL;
    }
  }

  /** Checks {@code program}. */
  public static void check(Program program) {
    Verifier verifier = new Verifier(program.inputs());
    program.equations().forEach(verifier::check);
    program.outputs().forEach(verifier::checkOutput);
  }

  /**
   * Checks {@code equations}.
   *
   * @param inputs what they may read: values from outside, and results computed before
   * @throws IllegalStateException that names the first equation that breaks an invariant
   */
  public static void check(Collection<Value> inputs, List<Equation> equations) {
    equations.forEach(new Verifier(inputs)::check);
  }

  private void check(Equation equation) {
    checkKnown(equation);
    checkForms(equation);
    checkType(equation);
    checkEntries(equation);
    checkBatchedMatrices(equation);
    checkAssignedOnce(equation);
  }

  private void checkKnown(Equation equation) {
    for (Value operand : equation.operands()) {
      require(known.contains(operand), equation, "reads " + operand + " before it exists");
    }
  }

  private void checkAssignedOnce(Equation equation) {
    require(!inputs.contains(equation.result()), equation, "assigns an input");
    require(known.add(equation.result()), equation, "assigns a value again");
  }

  private static void checkForms(Equation equation) {
    List<Form> forms = forms(equation);
    require(
        forms.size() == equation.operands().size(),
        equation,
        "needs " + forms.size() + " operands");
    for (int i = 0; i < forms.size(); i++) {
      require(
          forms.get(i).fits(equation.operand(i).type()),
          equation,
          equation.operand(i) + " is not " + forms.get(i).words);
    }
  }

  private static List<Form> forms(Equation equation) {
    return switch (equation.primitive()) {
      case Constant _, Triangle _ -> List.of();
      case Add _,
          Divide _,
          GammaQuantile _,
          Greater _,
          Maximum _,
          Minimum _,
          Multiply _,
          Subtract _ ->
          List.of(Form.REAL, Form.REAL);
      case Absolute _,
          Cosine _,
          Erf _,
          Exp _,
          Expm1 _,
          Log _,
          Log1p _,
          LogGamma _,
          Negate _,
          Polygamma _,
          Power _,
          Sigmoid _,
          Sign _,
          Sine _,
          Softplus _,
          SquareRoot _,
          StopGradient _,
          Tanh _ ->
          List.of(Form.REAL);
      case BatchSum _ -> List.of(Form.REAL);
      case Select _ -> List.of(Form.MASK, Form.REAL_OR_MASK, Form.REAL_OR_MASK);
      case Argmax _, Largest _, LogSumExp _, Pad _, Slice _, Sum _ -> List.of(Form.VECTOR);
      case Contraction contraction ->
          Collections.nCopies(contraction.operands().size(), Form.SCALAR_OR_VECTOR);
      case Flatten _ -> List.of(Form.MATRIX);
      case TriangularSolve _ -> List.of(Form.VECTOR, Form.VECTOR);
      case Unflatten _ -> List.of(Form.VECTOR);
      case Concat _ -> Collections.nCopies(equation.operands().size(), Form.VECTOR);
      case Element _ -> List.of(Form.VECTOR, Form.INDEX);
      case Outer _ -> List.of(Form.VECTOR, Form.VECTOR);
      case Product _, TransposedProduct _ -> List.of(Form.MATRIX, Form.VECTOR);
      case Scatter _ -> List.of(Form.SCALAR, Form.INDEX);
      case Spread _ -> List.of(Form.SCALAR_OR_VECTOR);
    };
  }

  private static void checkType(Equation equation) {
    Type inferred = inferred(equation);
    require(equation.result().type().equals(inferred), equation, "its operands make " + inferred);
  }

  private static Type inferred(Equation equation) {
    try {
      return equation.primitive().infer(equation.operands().stream().map(Value::type).toList());
    } catch (IllegalArgumentException misfit) {
      throw new IllegalStateException(
          message(equation, String.valueOf(misfit.getMessage())), misfit);
    }
  }

  private static void checkEntries(Equation equation) {
    switch (equation.primitive()) {
      case Concat concat ->
          require(
              isOpen(operandDims(equation), concat.dim())
                  || total(operandDims(equation)) == concat.dim().size(),
              equation,
              "operands do not fill " + concat.dim());
      case Slice slice ->
          checkRun(
              equation,
              slice.before(),
              slice.from(),
              slice.dim(),
              equation.operand(0).type().dim());
      case Pad pad ->
          checkRun(equation, pad.before(), pad.from(), equation.operand(0).type().dim(), pad.dim());
      case Scatter scatter ->
          require(
              equation.operand(1).type().dim().equals(scatter.dim()),
              equation,
              "the index is not one of " + scatter.dim());
      case Select _ ->
          require(
              equation.operand(1).type().kind() == equation.operand(2).type().kind(),
              equation,
              "the branches are of two kinds");
      default -> {}
    }
  }

  private static List<Dim> operandDims(Equation equation) {
    return equation.operands().stream().map(v -> v.type().dim()).toList();
  }

  /** The run of {@code part} after {@code before} and {@code from} lies in {@code whole}. */
  private static void checkRun(Equation equation, List<Dim> before, int from, Dim part, Dim whole) {
    require(from >= 0, equation, "starts before the first entry");
    if (!isOpen(before, part) && !whole.isOpen()) {
      require(
          total(before) + from + part.size() <= whole.size(),
          equation,
          "ends after the last entry of " + whole);
    }
  }

  private static boolean isOpen(List<Dim> dims, Dim other) {
    return other.isOpen() || dims.stream().anyMatch(Dim::isOpen);
  }

  private static int total(List<Dim> dims) {
    return dims.stream().mapToInt(Dim::size).sum();
  }

  private static void checkBatchedMatrices(Equation equation) {
    if (!(equation.primitive() instanceof BatchSum || equation.primitive() instanceof Add)) {
      equation
          .operands()
          .forEach(v -> require(!isBatchedMatrix(v), equation, "reads a matrix per sample: " + v));
    }
  }

  private void checkOutput(Value output) {
    if (!known.contains(output) || isBatchedMatrix(output)) {
      throw new IllegalStateException(
          "output \"%s\" %s"
              .formatted(output, known.contains(output) ? "is a matrix per sample" : "is unknown"));
    }
  }

  private static boolean isBatchedMatrix(Value value) {
    return value.type().isMatrix() && value.type().batched();
  }

  private static void require(boolean condition, Equation equation, String problem) {
    if (!condition) {
      throw new IllegalStateException(message(equation, problem));
    }
  }

  private static String message(Equation equation, String problem) {
    return "\"" + equation + "\": " + problem;
  }
}
