package dev.pigrad.lang;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The functions of the language, for {@code import static}. On a {@link Vector} a function goes
 * entry by entry, unless its text says otherwise.
 *
 * <p>Derivatives at a kink are part of the definition:
 *
 * <ul>
 *   <li>{@code z = max(x, y) ⇒ ż = x > y ? ẋ : ẏ}: a tie takes the second operand's
 *   <li>{@code z = min(x, y) ⇒ ż = x < y ? ẋ : ẏ}: a tie takes the second operand's
 *   <li>{@code relu(x) = max(x, 0)}, so its slope at 0 is 0
 *   <li>{@code clip(x, low, high) = min(max(x, low), high)}, so its slope is 0 at both bounds
 *   <li>what does not move stays still at a pole too: with a tangent of zero, {@code sqrt(0)},
 *       {@code log(0)} and {@code norm} of zeros have a tangent of zero
 * </ul>
 *
 * <p>Vectors of one dim but different sizes are an {@link IllegalArgumentException}.
 */
public final class Ops {
  private Ops() {}

  // Functions of one value

  /** {@code eˣ}. */
  public static Scalar exp(Scalar x) {
    return new Scalar(x.dual().exp());
  }

  /** {@code eˣ}. */
  public static <D extends Dim> Vector<D> exp(Vector<D> x) {
    return x.map(Dual::exp);
  }

  /** {@code eˣ − 1}, without loss where x is small. */
  public static Scalar expm1(Scalar x) {
    return new Scalar(x.dual().expm1());
  }

  /** {@code eˣ − 1}, without loss where x is small. */
  public static <D extends Dim> Vector<D> expm1(Vector<D> x) {
    return x.map(Dual::expm1);
  }

  /** The natural logarithm; NaN below 0. */
  public static Scalar log(Scalar x) {
    return new Scalar(x.dual().log());
  }

  /** The natural logarithm; NaN below 0. */
  public static <D extends Dim> Vector<D> log(Vector<D> x) {
    return x.map(Dual::log);
  }

  /** {@code tanh x}, in [−1, 1]. */
  public static Scalar tanh(Scalar x) {
    return new Scalar(x.dual().tanh());
  }

  /** {@code tanh x}, in [−1, 1]. */
  public static <D extends Dim> Vector<D> tanh(Vector<D> x) {
    return x.map(Dual::tanh);
  }

  /** {@code max(x, 0)}. */
  public static Scalar relu(Scalar x) {
    return new Scalar(x.dual().relu());
  }

  /** {@code max(x, 0)}. */
  public static <D extends Dim> Vector<D> relu(Vector<D> x) {
    return x.map(Dual::relu);
  }

  /** {@code 1 / (1 + e⁻ˣ)}, in [0, 1], without overflow. */
  public static Scalar sigmoid(Scalar x) {
    return new Scalar(x.dual().sigmoid());
  }

  /** {@code 1 / (1 + e⁻ˣ)}, in [0, 1], without overflow. */
  public static <D extends Dim> Vector<D> sigmoid(Vector<D> x) {
    return x.map(Dual::sigmoid);
  }

  /** {@code log(1 + eˣ) = max(x, 0) + log1p(e^−|x|)}, without overflow. */
  public static Scalar softplus(Scalar x) {
    return new Scalar(x.dual().softplus());
  }

  /** {@code log(1 + eˣ) = max(x, 0) + log1p(e^−|x|)}, without overflow. */
  public static <D extends Dim> Vector<D> softplus(Vector<D> x) {
    return x.map(Dual::softplus);
  }

  /** {@code log(1 + x)}, without loss where x is small; NaN below −1. */
  public static Scalar log1p(Scalar x) {
    return new Scalar(x.dual().log1p());
  }

  /** {@code log(1 + x)}, without loss where x is small; NaN below −1. */
  public static <D extends Dim> Vector<D> log1p(Vector<D> x) {
    return x.map(Dual::log1p);
  }

  /** {@code sin x}, x in radians. */
  public static Scalar sin(Scalar x) {
    return new Scalar(x.dual().sin());
  }

  /** {@code sin x}, x in radians. */
  public static <D extends Dim> Vector<D> sin(Vector<D> x) {
    return x.map(Dual::sin);
  }

  /** {@code cos x}, x in radians. */
  public static Scalar cos(Scalar x) {
    return new Scalar(x.dual().cos());
  }

  /** {@code cos x}, x in radians. */
  public static <D extends Dim> Vector<D> cos(Vector<D> x) {
    return x.map(Dual::cos);
  }

  /** {@code |x|}; at 0 its derivative is 0. */
  public static Scalar abs(Scalar x) {
    return new Scalar(x.dual().abs());
  }

  /** {@code |x|}; at 0 its derivative is 0. */
  public static <D extends Dim> Vector<D> abs(Vector<D> x) {
    return x.map(Dual::abs);
  }

  /** {@code −1, 0 or 1}: the sign of x; nothing flows through it. */
  public static Scalar sign(Scalar x) {
    return new Scalar(x.dual().sign());
  }

  /** {@code −1, 0 or 1}: the sign of x; nothing flows through it. */
  public static <D extends Dim> Vector<D> sign(Vector<D> x) {
    return x.map(Dual::sign);
  }

  /** {@code 1 / x}. */
  public static Scalar reciprocal(Scalar x) {
    return constant(1).divided(x);
  }

  /** {@code 1 / x}. */
  public static <D extends Dim> Vector<D> reciprocal(Vector<D> x) {
    return fillLike(x, 1).divided(x);
  }

  /** {@code ½ log((1 + x) / (1 − x))}, x in (−1, 1): the inverse of tanh. */
  public static Scalar atanh(Scalar x) {
    return new Scalar(x.dual().atanh());
  }

  /** {@code ½ log((1 + x) / (1 − x))}, x in (−1, 1): the inverse of tanh. */
  public static <D extends Dim> Vector<D> atanh(Vector<D> x) {
    return x.map(Dual::atanh);
  }

  /** {@code log(1 / (1 + e⁻ˣ)) = −softplus(−x)}, without underflow. */
  public static Scalar logSigmoid(Scalar x) {
    return softplus(x.negate()).negate();
  }

  /** {@code log(1 / (1 + e⁻ˣ)) = −softplus(−x)}, without underflow. */
  public static <D extends Dim> Vector<D> logSigmoid(Vector<D> x) {
    return softplus(x.negate()).negate();
  }

  /** {@code x > 0 ? x : eˣ − 1} (Clevert et al. 2016). */
  public static Scalar elu(Scalar x) {
    return new Scalar(x.dual().elu());
  }

  /** {@code x > 0 ? x : eˣ − 1} (Clevert et al. 2016). */
  public static <D extends Dim> Vector<D> elu(Vector<D> x) {
    return x.map(Dual::elu);
  }

  /** {@code x · sigmoid(x)} (Elfwing et al. 2017). */
  public static Scalar silu(Scalar x) {
    return new Scalar(x.dual().silu());
  }

  /** {@code x · sigmoid(x)} (Elfwing et al. 2017). */
  public static <D extends Dim> Vector<D> silu(Vector<D> x) {
    return x.map(Dual::silu);
  }

  /** {@code ½ x (1 + erf(x / √2))} (Hendrycks and Gimpel 2016). */
  public static Scalar gelu(Scalar x) {
    return new Scalar(x.dual().gelu());
  }

  /** {@code ½ x (1 + erf(x / √2))} (Hendrycks and Gimpel 2016). */
  public static <D extends Dim> Vector<D> gelu(Vector<D> x) {
    return x.map(Dual::gelu);
  }

  /** {@code ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))}: the approximation of {@code gelu}. */
  public static Scalar geluTanh(Scalar x) {
    return new Scalar(x.dual().geluTanh());
  }

  /** {@code ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))}: the approximation of {@code gelu}. */
  public static <D extends Dim> Vector<D> geluTanh(Vector<D> x) {
    return x.map(Dual::geluTanh);
  }

  /** {@code erf x = 2/√π ∫₀ˣ exp(−t²) dt}. */
  public static Scalar erf(Scalar x) {
    return new Scalar(x.dual().erf());
  }

  /** {@code erf x = 2/√π ∫₀ˣ exp(−t²) dt}. */
  public static <D extends Dim> Vector<D> erf(Vector<D> x) {
    return x.map(Dual::erf);
  }

  /** {@code log Γ(x)} for x > 0; NaN elsewhere. */
  public static Scalar lgamma(Scalar x) {
    return new Scalar(x.dual().lgamma());
  }

  /** {@code log Γ(x)} for x > 0; NaN elsewhere. */
  public static <D extends Dim> Vector<D> lgamma(Vector<D> x) {
    return x.map(Dual::lgamma);
  }

  /** {@code ψ(x)}, the derivative of log Γ, for x > 0; NaN elsewhere. */
  public static Scalar digamma(Scalar x) {
    return new Scalar(x.dual().polygamma(0));
  }

  /** {@code ψ(x)}, the derivative of log Γ, for x > 0; NaN elsewhere. */
  public static <D extends Dim> Vector<D> digamma(Vector<D> x) {
    return x.map(d -> d.polygamma(0));
  }

  /** {@code xᵖ} with a constant exponent p; NaN for x < 0 unless p is whole. */
  public static Scalar power(Scalar x, double exponent) {
    return new Scalar(x.dual().power(exponent));
  }

  /** {@code xᵖ} with a constant exponent p; NaN for x < 0 unless p is whole. */
  public static <D extends Dim> Vector<D> power(Vector<D> x, double exponent) {
    return x.map(d -> d.power(exponent));
  }

  /** {@code x > 0 ? x : slope · x}. */
  public static Scalar leakyRelu(Scalar x, double slope) {
    return new Scalar(x.dual().leakyRelu(slope));
  }

  /** {@code x > 0 ? x : slope · x}. */
  public static <D extends Dim> Vector<D> leakyRelu(Vector<D> x, double slope) {
    return x.map(d -> d.leakyRelu(slope));
  }

  /** {@code ψ⁽ⁿ⁾(x)}: the derivative of log Γ of order n + 1, n from 0, for x > 0. */
  public static Scalar polygamma(int order, Scalar x) {
    return new Scalar(x.dual().polygamma(order));
  }

  /** {@code ψ⁽ⁿ⁾(x)}: the derivative of log Γ of order n + 1, n from 0, for x > 0. */
  public static <D extends Dim> Vector<D> polygamma(int order, Vector<D> x) {
    return x.map(d -> d.polygamma(order));
  }

  /** {@code √x}; NaN below 0. */
  public static Scalar sqrt(Scalar x) {
    return new Scalar(x.dual().sqrt());
  }

  /** {@code √x}; NaN below 0. */
  public static <D extends Dim> Vector<D> sqrt(Vector<D> x) {
    return x.map(Dual::sqrt);
  }

  /** {@code x²}. */
  public static Scalar square(Scalar x) {
    return new Scalar(x.dual().square());
  }

  /** {@code x²}. */
  public static <D extends Dim> Vector<D> square(Vector<D> x) {
    return x.map(Dual::square);
  }

  /** x, held constant by every derivative. */
  public static Scalar stopGradient(Scalar x) {
    return new Scalar(x.dual().stopGradient());
  }

  /** x, held constant by every derivative. */
  public static <D extends Dim> Vector<D> stopGradient(Vector<D> x) {
    return x.map(Dual::stopGradient);
  }

  // The smaller, the larger, and within bounds

  /** {@code min(x, y)}; of ties y. */
  public static Scalar min(Scalar x, Scalar y) {
    return new Scalar(x.dual().min(y.dual()));
  }

  /** {@code min(x, y)}; of ties y. */
  public static Scalar min(Scalar x, double y) {
    return min(x, constant(y));
  }

  /** {@code min(xⱼ, yⱼ)}; of ties y. */
  public static <D extends Dim> Vector<D> min(Vector<D> x, Vector<D> y) {
    return x.zip("min", y, Dual::min);
  }

  /** {@code min(xⱼ, y)}; of ties y. */
  public static <D extends Dim> Vector<D> min(Vector<D> x, double y) {
    return min(x, fillLike(x, y));
  }

  /** {@code max(x, y)}; of ties y. */
  public static Scalar max(Scalar x, Scalar y) {
    return new Scalar(x.dual().max(y.dual()));
  }

  /** {@code max(x, y)}; of ties y. */
  public static Scalar max(Scalar x, double y) {
    return max(x, constant(y));
  }

  /** {@code max(xⱼ, yⱼ)}; of ties y. */
  public static <D extends Dim> Vector<D> max(Vector<D> x, Vector<D> y) {
    return x.zip("max", y, Dual::max);
  }

  /** {@code max(xⱼ, y)}; of ties y. */
  public static <D extends Dim> Vector<D> max(Vector<D> x, double y) {
    return max(x, fillLike(x, y));
  }

  /** {@code min(max(x, low), high)}. */
  public static Scalar clip(Scalar x, Scalar low, Scalar high) {
    return new Scalar(x.dual().clip(low.dual(), high.dual()));
  }

  /** {@code min(max(x, low), high)}. */
  public static Scalar clip(Scalar x, double low, double high) {
    return clip(x, constant(low), constant(high));
  }

  /** {@code min(max(xⱼ, low), high)}. */
  public static <D extends Dim> Vector<D> clip(Vector<D> x, double low, double high) {
    return x.map(entry -> entry.clip(Dual.constant(low), Dual.constant(high)));
  }

  // From a vector to a scalar

  /** {@code Σⱼ xⱼ}. */
  public static Scalar sum(Vector<?> x) {
    return dot(x.entries(), fillLike(x, 1).entries());
  }

  /** {@code Σⱼ xⱼ / n}: the mean of the entries. */
  public static Scalar average(Vector<?> x) {
    return sum(x).divided(x.size());
  }

  /** {@code Σⱼ xⱼ yⱼ}. */
  public static <D extends Dim> Scalar dot(Vector<D> x, Vector<D> y) {
    Duals.requireSize("dot", y.size(), x.size());
    return dot(x.entries(), y.entries());
  }

  private static Scalar dot(Duals x, Duals y) {
    return new Scalar(Duals.dot(x, 0, y));
  }

  /** The Euclidean length, {@code √Σⱼ xⱼ²}. */
  public static Scalar norm(Vector<?> x) {
    return sqrt(dot(x.entries(), x.entries()));
  }

  /** {@code Σⱼ xⱼ²}. */
  public static Scalar squaredNorm(Vector<?> x) {
    return dot(x.entries(), x.entries());
  }

  /** The largest entry; its derivative goes to the first of ties. */
  public static Scalar largest(Vector<?> x) {
    return at(x);
  }

  private static <D extends Dim> Scalar at(Vector<D> x) {
    return x.at(argmax(x));
  }

  /** {@code m + log Σⱼ exp(xⱼ − m)} with m the largest entry, so that nothing overflows. */
  public static Scalar logSumExp(Vector<?> x) {
    double largest = DoubleStream.of(x.toArray()).reduce(Math::max).orElseThrow();
    // a shift by ∞ would be ∞ − ∞
    double shift = Double.isInfinite(largest) ? 0 : largest;
    return log(sum(exp(x.minusScalar(shift)))).plus(shift);
  }

  /** The position of the largest entry, the first of ties. */
  public static <D extends Dim> Index<D> argmax(Vector<D> x) {
    double[] entries = x.toArray();
    int best = 0;
    for (int j = 1; j < entries.length; j++) {
      best = entries[j] > entries[best] ? j : best;
    }
    return Index.of(best);
  }

  // Of a whole vector

  /** {@code exp(xⱼ) / Σₖ exp(xₖ)}: positive, of sum one. */
  public static <D extends Dim> Vector<D> softmax(Vector<D> x) {
    return exp(logSoftmax(x));
  }

  /** {@code xⱼ − log Σₖ exp(xₖ)}: the logarithm of {@link #softmax}, without underflow. */
  public static <D extends Dim> Vector<D> logSoftmax(Vector<D> x) {
    return x.minusScalar(logSumExp(x));
  }

  // Constants

  /** A constant. */
  public static Scalar constant(double value) {
    return Scalar.of(value);
  }

  /**
   * A vector whose entries are one constant.
   *
   * @throws IllegalStateException if the dim has no size, see {@link Dims#size}
   */
  public static <D extends Dim> Vector<D> fill(Class<D> dim, double value) {
    return constants(Dims.size(dim), value);
  }

  /**
   * A vector of zeros.
   *
   * @throws IllegalStateException if the dim has no size, see {@link Dims#size}
   */
  public static <D extends Dim> Vector<D> zeros(Class<D> dim) {
    return fill(dim, 0);
  }

  /** A vector of the size of another, whose entries are one constant. */
  public static <D extends Dim> Vector<D> fillLike(Vector<D> shape, double value) {
    return constants(shape.size(), value);
  }

  private static <D extends Dim> Vector<D> constants(int size, double value) {
    double[] values = new double[size];
    Arrays.fill(values, value);
    return Vector.of(values);
  }

  // Selecting and rearranging

  /**
   * {@code maskⱼ ? xⱼ : yⱼ}, value and tangent alike: an infinity or NaN in the entry that is not
   * taken has no effect.
   */
  public static <D extends Dim> Vector<D> where(Mask<D> mask, Vector<D> x, Vector<D> y) {
    Duals.requireSize("where: the mask", mask.size(), x.size());
    Duals.requireSize("where: the second vector", y.size(), x.size());
    return new Vector<>(Duals.generate(x.size(), j -> (mask.at(j) ? x : y).entries().get(j)));
  }

  /** {@code maskⱼ ? xⱼ : y}, as {@link #where(Mask, Vector, Vector)}. */
  public static <D extends Dim> Vector<D> where(Mask<D> mask, Vector<D> x, double y) {
    return where(mask, x, fillLike(x, y));
  }

  /** {@code xⱼ > yⱼ}. */
  public static <D extends Dim> Mask<D> greater(Vector<D> x, Vector<D> y) {
    Duals.requireSize("greater", y.size(), x.size());
    boolean[] entries = new boolean[x.size()];
    for (int j = 0; j < entries.length; j++) {
      entries[j] = x.entries().get(j).value() > y.entries().get(j).value();
    }
    return Mask.of(entries);
  }

  /** {@code xⱼ > y}. */
  public static <D extends Dim> Mask<D> greater(Vector<D> x, double y) {
    return greater(x, fillLike(x, y));
  }

  /** {@code xⱼ < yⱼ}. */
  public static <D extends Dim> Mask<D> less(Vector<D> x, Vector<D> y) {
    return greater(y, x);
  }

  /** {@code xⱼ < y}. */
  public static <D extends Dim> Mask<D> less(Vector<D> x, double y) {
    return greater(fillLike(x, y), x);
  }

  /** {@code x > y ? a : b}, value and tangent alike: what is not taken has no effect. */
  public static Scalar ifGreater(Scalar x, Scalar y, Scalar a, Scalar b) {
    return x.isGreaterThan(y) ? a : b;
  }

  /** {@code x > y ? a : b}. */
  public static Scalar ifGreater(Scalar x, double y, double a, double b) {
    return ifGreater(x, constant(y), constant(a), constant(b));
  }

  /**
   * A vector of zeros but for a 1 at the index.
   *
   * @throws IndexOutOfBoundsException if the index is not below the size
   * @throws IllegalStateException if the dim has no size, see {@link Dims#size}
   */
  public static <D extends Dim> Vector<D> oneHot(Class<D> dim, Index<D> index) {
    double[] entries = new double[Dims.size(dim)];
    entries[Objects.checkIndex(index.value(), entries.length)] = 1;
    return Vector.of(entries);
  }

  /**
   * The entries of vectors one after another.
   *
   * @param joint the dim of the result
   * @throws IllegalArgumentException if the sizes do not add up to it
   * @throws IllegalStateException if the dim has no size, see {@link Dims#size}
   */
  public static <J extends Dim> Vector<J> concat(
      Class<J> joint, Vector<?> first, Vector<?> second, Vector<?>... further) {
    Stream<Vector<?>> parts = Stream.concat(Stream.of(first, second), Stream.of(further));
    Duals all = Duals.concat(parts.<Duals>map(Vector::entries).toList());
    Duals.requireSize("concat to " + joint.getSimpleName(), all.size(), Dims.size(joint));
    return new Vector<>(all);
  }

  /**
   * Consecutive entries of a vector.
   *
   * @param part the dim of the result
   * @param from the position of its first entry, from 0
   * @throws IllegalArgumentException if they do not all lie within
   * @throws IllegalStateException if the dim has no size, see {@link Dims#size}
   */
  public static <S extends Dim> Vector<S> slice(Class<S> part, Vector<?> whole, int from) {
    int size = Dims.size(part);
    if (from < 0 || from > whole.size() - size) {
      throw new IllegalArgumentException(
          "slice to %s: expected entries within 0 to %d, found %d to %d"
              .formatted(part.getSimpleName(), whole.size() - 1, from, (long) from + size - 1));
    }
    return new Vector<>(Duals.generate(size, j -> whole.entries().get(from + j)));
  }

  // Matrices

  /** {@code exp Xᵢⱼ}. */
  public static <R extends Dim, C extends Dim> Matrix<R, C> exp(Matrix<R, C> x) {
    return x.map(Dual::exp);
  }

  /** {@code Xᵢⱼ²}. */
  public static <R extends Dim, C extends Dim> Matrix<R, C> square(Matrix<R, C> x) {
    return x.map(Dual::square);
  }

  /** X, held constant by every derivative. */
  public static <R extends Dim, C extends Dim> Matrix<R, C> stopGradient(Matrix<R, C> x) {
    return x.map(Dual::stopGradient);
  }

  /** {@code Xᵢⱼ = xᵢ yⱼ}. */
  public static <R extends Dim, C extends Dim> Matrix<R, C> outer(Vector<R> x, Vector<C> y) {
    return Matrix.generate(
        x.size(), y.size(), (i, j) -> x.entries().get(i).times(y.entries().get(j)));
  }

  /** {@code Xᵢᵢ}. */
  public static <N extends Dim> Vector<N> diagonal(Matrix<N, N> x) {
    return new Vector<>(Duals.generate(x.rows(), i -> x.get(i, i)));
  }

  /** The matrix with {@code x} on its diagonal and zeros beside it. */
  public static <N extends Dim> Matrix<N, N> diagonalMatrix(Vector<N> x) {
    return Matrix.generate(x.size(), x.size(), (i, j) -> i == j ? x.entries().get(i) : Dual.ZERO);
  }

  /** The entries below the diagonal, zeros elsewhere. */
  public static <N extends Dim> Matrix<N, N> strictlyLower(Matrix<N, N> x) {
    return Matrix.generate(x.rows(), x.columns(), (i, j) -> i > j ? x.get(i, j) : Dual.ZERO);
  }

  /**
   * {@code L⁻¹ x} by substitution, with L the lower triangle of a matrix: what is above its
   * diagonal is not read.
   *
   * @param l entries on the diagonal are not 0
   */
  public static <N extends Dim> Vector<N> solveLower(Matrix<N, N> l, Vector<N> x) {
    Duals.requireSize("solveLower", x.size(), l.rows());
    return new Vector<>(Substitution.downward(l, x.entries()));
  }

  /** {@code L⁻¹ X}, column by column, as {@link #solveLower(Matrix, Vector)}. */
  public static <N extends Dim, K extends Dim> Matrix<N, K> solveLower(
      Matrix<N, N> l, Matrix<N, K> x) {
    Duals.requireSize("rows in solveLower", x.rows(), l.rows());
    Matrix<K, N> columns = x.transposed();
    List<Duals> solved =
        IntStream.range(0, x.columns())
            .mapToObj(j -> Substitution.downward(l, columns.row(Index.of(j)).entries()))
            .toList();
    return Matrix.generate(x.rows(), x.columns(), (i, j) -> solved.get(j).get(i));
  }

  /** {@code L⁻ᵀ x} with L the lower triangle of a matrix. */
  public static <N extends Dim> Vector<N> solveLowerTransposed(Matrix<N, N> l, Vector<N> x) {
    Duals.requireSize("solveLowerTransposed", x.size(), l.rows());
    return new Vector<>(Substitution.upward(l, x.entries()));
  }

  /**
   * The entries of a vector as a matrix, row after row.
   *
   * @throws IllegalArgumentException unless there are {@code rows · columns} of them
   * @throws IllegalStateException if a dim has no size, see {@link Dims#size}
   */
  public static <R extends Dim, C extends Dim> Matrix<R, C> reshape(
      Class<R> rows, Class<C> columns, Vector<?> entries) {
    int height = Dims.size(rows);
    int width = Dims.size(columns);
    String what = "reshape to " + rows.getSimpleName() + " by " + columns.getSimpleName();
    Duals.requireSize(what, entries.size(), Math.multiplyExact(height, width));
    return Matrix.generate(height, width, (i, j) -> entries.entries().get(i * width + j));
  }

  /**
   * The entries of a matrix as a vector, row after row.
   *
   * @throws IllegalArgumentException if the dim has another number of entries
   * @throws IllegalStateException if the dim has no size, see {@link Dims#size}
   */
  public static <D extends Dim> Vector<D> reshape(Class<D> dim, Matrix<?, ?> matrix) {
    Duals entries = matrix.entries();
    Duals.requireSize("reshape to " + dim.getSimpleName(), entries.size(), Dims.size(dim));
    return new Vector<>(entries);
  }
}
