package dev.pigrad.processor.ad;

import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.op.Absolute;
import dev.pigrad.processor.ir.op.Add;
import dev.pigrad.processor.ir.op.Argmax;
import dev.pigrad.processor.ir.op.BatchSum;
import dev.pigrad.processor.ir.op.Concat;
import dev.pigrad.processor.ir.op.Constant;
import dev.pigrad.processor.ir.op.Contraction;
import dev.pigrad.processor.ir.op.Contraction.Axis;
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
import dev.pigrad.processor.ir.op.Primitive;
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
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** What tests know of each primitive: one row per primitive. */
final class PrimitiveTable {
  private PrimitiveTable() {}

  /** The dims of a try: two of random sizes, and their concatenation. */
  record Dims(Dim a, Dim b, Dim joint) {}

  /** What an operand is; {@code ANY} is one random shape for all operands. */
  enum Operand {
    ANY,
    SCALAR,
    VECTOR_A,
    VECTOR_B,
    VECTOR_JOINT,
    MATRIX_BA,
    /** The entries of a matrix, row after row. */
    ENTRIES_AA,
    ENTRIES_AB,
    ENTRIES_BA,
    ANY_MASK,
    INDEX_A;

    Type.Kind kind() {
      return this == ANY_MASK ? Type.Kind.MASK : this == INDEX_A ? Type.Kind.INDEX : Type.Kind.REAL;
    }

    List<Dim> shape(Dims dims, List<Dim> any) {
      return switch (this) {
        case ANY, ANY_MASK -> any;
        case SCALAR -> List.of();
        case VECTOR_A, INDEX_A -> List.of(dims.a());
        case VECTOR_B -> List.of(dims.b());
        case VECTOR_JOINT -> List.of(dims.joint());
        case MATRIX_BA -> List.of(dims.b(), dims.a());
        case ENTRIES_AA -> List.of(Dim.product(dims.a(), dims.a()));
        case ENTRIES_AB -> List.of(Dim.product(dims.a(), dims.b()));
        case ENTRIES_BA -> List.of(Dim.product(dims.b(), dims.a()));
      };
    }
  }

  /** Where operands are drawn from. */
  enum Domain {
    EVERYWHERE {
      @Override
      double sample(Random random, int operand, int entry) {
        return random.nextDouble(-2, 2);
      }
    },
    POSITIVE {
      @Override
      double sample(Random random, int operand, int entry) {
        return random.nextDouble(0.5, 3);
      }
    },
    /** Triangular systems with these entries are well conditioned. */
    DOMINANT {
      @Override
      double sample(Random random, int operand, int entry) {
        return random.nextDouble(0.8, 1.2);
      }
    },
    /** Strictly between 0 and 1. */
    PROBABILITY {
      @Override
      double sample(Random random, int operand, int entry) {
        return random.nextDouble(0.1, 0.9);
      }
    },
    /** Operands differ by 0.2 at least. */
    NO_TIES {
      @Override
      double sample(Random random, int operand, int entry) {
        return 0.4 * random.nextInt(-5, 5) + 0.2 * operand;
      }
    },
    /** The entries of one operand differ by 0.1 at least. */
    DISTINCT_ENTRIES {
      @Override
      double sample(Random random, int operand, int entry) {
        return random.nextInt(-2, 2) + 0.1 * entry;
      }
    };

    abstract double sample(Random random, int operand, int entry);
  }

  /** What the derivative is. */
  enum Slope {
    /** The function's own. */
    TRUE,
    /** Zero, as the function's is away from its jumps. */
    ZERO,
    /** Zero by definition, though the function's is not. */
    HELD
  }

  /** A row; the tolerance is that of the slope against differences. */
  record Row(
      Class<? extends Primitive> type,
      Function<Dims, Primitive> primitive,
      List<Operand> operands,
      Domain domain,
      Slope slope,
      double tolerance) {
    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  static List<Row> rows() {
    return List.of(
        unary(new Exp(), Domain.EVERYWHERE, 1e-10),
        unary(new Absolute(), Domain.POSITIVE, 1e-11),
        unary(new Cosine(), Domain.EVERYWHERE, 1e-9),
        unary(new Erf(), Domain.EVERYWHERE, 1e-8),
        unary(new Log1p(), Domain.POSITIVE, 1e-8),
        unary(new LogGamma(), Domain.POSITIVE, 1e-8),
        unary(new Polygamma(0), Domain.POSITIVE, 1e-8),
        unary(new Power(2.5), Domain.POSITIVE, 1e-8),
        unary(new Sine(), Domain.EVERYWHERE, 1e-9),
        unary(new Expm1(), Domain.EVERYWHERE, 1e-10),
        unary(new Log(), Domain.POSITIVE, 1e-8),
        unary(new Negate(), Domain.EVERYWHERE, 1e-11),
        unary(new Sigmoid(), Domain.EVERYWHERE, 1e-9),
        unary(new Softplus(), Domain.EVERYWHERE, 1e-9),
        unary(new SquareRoot(), Domain.POSITIVE, 1e-8),
        unary(new Tanh(), Domain.EVERYWHERE, 1e-8),
        binary(new Add(), Domain.EVERYWHERE, 1e-11),
        binary(new Subtract(), Domain.EVERYWHERE, 1e-11),
        binary(new Multiply(), Domain.EVERYWHERE, 1e-11),
        binary(new Divide(), Domain.POSITIVE, 1e-8),
        binary(new Maximum(), Domain.NO_TIES, 1e-11),
        binary(new Minimum(), Domain.NO_TIES, 1e-11),
        fixed(new Select(), 1e-11, Operand.ANY_MASK, Operand.ANY, Operand.ANY),
        sized(BatchSum.class, d -> new BatchSum(), 1e-11, Operand.ANY),
        sized(Concat.class, d -> new Concat(d.joint()), 1e-11, Operand.VECTOR_A, Operand.VECTOR_B),
        fixed(new Element(), 1e-11, Operand.VECTOR_A, Operand.INDEX_A),
        fixed(new LogSumExp(), 1e-9, Operand.VECTOR_A),
        fixed(new Outer(), 1e-11, Operand.VECTOR_B, Operand.VECTOR_A),
        sized(Pad.class, d -> new Pad(d.joint(), List.of(d.a()), 0), 1e-11, Operand.VECTOR_B),
        fixed(new Product(), 1e-11, Operand.MATRIX_BA, Operand.VECTOR_A),
        sized(Scatter.class, d -> new Scatter(d.a()), 1e-11, Operand.SCALAR, Operand.INDEX_A),
        sized(Slice.class, d -> new Slice(d.b(), List.of(d.a())), 1e-11, Operand.VECTOR_JOINT),
        sized(Spread.class, d -> new Spread(d.b()), 1e-11, Operand.ANY),
        sized(
            Contraction.class,
            PrimitiveTable::matrixProduct,
            1e-11,
            Operand.ENTRIES_BA,
            Operand.ENTRIES_AB),
        fixed(new Flatten(), 1e-11, Operand.MATRIX_BA),
        fixed(new Unflatten(), 1e-11, Operand.ENTRIES_BA),
        row(
            new TriangularSolve(false),
            Domain.DOMINANT,
            Slope.TRUE,
            1e-7,
            Operand.ENTRIES_AA,
            Operand.ENTRIES_AB),
        flat(
            new Triangle(new Dim("test.T", "T", 3), Triangle.Part.LOWER),
            Domain.EVERYWHERE,
            Slope.ZERO),
        fixed(new Sum(), 1e-11, Operand.VECTOR_A),
        fixed(new TransposedProduct(), 1e-11, Operand.MATRIX_BA, Operand.VECTOR_B),
        flat(new Constant(1.5), Domain.EVERYWHERE, Slope.ZERO),
        flat(new Greater(), Domain.NO_TIES, Slope.ZERO, Operand.ANY, Operand.ANY),
        flat(new Argmax(), Domain.DISTINCT_ENTRIES, Slope.ZERO, Operand.VECTOR_A),
        flat(new Largest(), Domain.DISTINCT_ENTRIES, Slope.HELD, Operand.VECTOR_A),
        flat(new GammaQuantile(), Domain.PROBABILITY, Slope.HELD, Operand.ANY, Operand.ANY),
        flat(new Sign(), Domain.POSITIVE, Slope.ZERO, Operand.ANY),
        flat(new StopGradient(), Domain.EVERYWHERE, Slope.HELD, Operand.ANY));
  }

  /** X Y, of (b, a) and (a, b). */
  private static Contraction matrixProduct(Dims d) {
    Axis i = new Axis("i", d.b());
    Axis j = new Axis("j", d.a());
    Axis k = new Axis("k", d.b());
    return new Contraction(List.of(List.of(i, j), List.of(j, k)), List.of(i, k));
  }

  private static Row unary(Primitive primitive, Domain domain, double tolerance) {
    return row(primitive, domain, Slope.TRUE, tolerance, Operand.ANY);
  }

  private static Row binary(Primitive primitive, Domain domain, double tolerance) {
    return row(primitive, domain, Slope.TRUE, tolerance, Operand.ANY, Operand.ANY);
  }

  private static Row fixed(Primitive primitive, double tolerance, Operand... operands) {
    return row(primitive, Domain.EVERYWHERE, Slope.TRUE, tolerance, operands);
  }

  private static Row flat(Primitive primitive, Domain domain, Slope slope, Operand... operands) {
    return row(primitive, domain, slope, 0, operands);
  }

  private static Row row(
      Primitive primitive, Domain domain, Slope slope, double tolerance, Operand... operands) {
    return new Row(
        primitive.getClass(), d -> primitive, List.of(operands), domain, slope, tolerance);
  }

  private static Row sized(
      Class<? extends Primitive> type,
      Function<Dims, Primitive> primitive,
      double tolerance,
      Operand... operands) {
    return new Row(type, primitive, List.of(operands), Domain.EVERYWHERE, Slope.TRUE, tolerance);
  }
}
