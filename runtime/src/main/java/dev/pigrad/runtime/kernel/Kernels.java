package dev.pigrad.runtime.kernel;

/**
 * The structured operations of a backend: everything that a generated tile does not write out as a
 * plain loop.
 *
 * <p>A buffer of {@code rows} samples of width {@code n} is one array, row-major: entry {@code (r,
 * j)} is at {@code r * stride(n) + j}. The entries {@code j >= n} of a row are padding: kernels may
 * read and write them, their values never reach an entry that is not padding. A scalar per sample
 * has width 1 and stride 1. Every array comes from {@link #allocate}, so that a kernel may always
 * work on whole vectors.
 *
 * <p>Results are bit-identical from run to run, compiled or interpreted: sums have a fixed order
 * that follows from the sizes alone, and only fused multiply-add, add, subtract, multiply, divide,
 * square root, minimum, maximum and this project's own polynomials are used.
 *
 * <p>Arguments are checked by the engine's façade, not here.
 *
 * @param <A> the array type: {@code float[]} or {@code double[]}
 */
public interface Kernels<A> {

  /** The number of entries between two rows of width {@code width}: at least {@code width}. */
  int stride(int width);

  /** A zeroed array for at least {@code length} entries, rounded up to whole vectors. */
  A allocate(int length);

  /**
   * Packs a matrix, given dense and row-major in {@code dense} from {@code offset}, into {@code
   * target}.
   */
  void pack(A dense, int offset, Weight<A> target);

  /** {@code y[r] = W x[r]} for each row: x is (rows, columns), y is (rows, rows of W). */
  void product(int rows, A x, Weight<A> weight, A y);

  /**
   * {@code y[r] = W x[r] + b} for each row, as {@link #product}; b has {@code stride(rows of W)}.
   */
  void affine(int rows, A x, Weight<A> weight, A bias, A y);

  /** {@code y[r] = z[r] + W x[r]} for each row, as {@link #product}; y may be z. */
  void addProduct(int rows, A x, Weight<A> weight, A z, A y);

  /** {@code x[r] = Wᵀ y[r]} for each row: y is (rows, rows of W), x is (rows, columns). */
  void transposedProduct(int rows, A y, Weight<A> weight, A x);

  /**
   * The number of entries of a sum of matrices (m, n), in a layout that {@link #accumulateOuter}
   * likes best for the size. Sums of one size may be added entry by entry.
   */
  int accumulatorLength(int m, int n);

  /** {@code W += Σ_r y[r] ⊗ x[r]}: y is (rows, m), x is (rows, n), W a sum of matrices (m, n). */
  void accumulateOuter(int rows, A y, int m, A x, int n, A w);

  /** {@code W += V}: W is a sum of matrices (m, n), V dense and row-major. */
  void accumulateMatrix(A v, int m, int n, A w);

  /**
   * Writes a sum of matrices (m, n) times {@code factor}, dense and row-major, to {@code dense}
   * from {@code offset}.
   */
  void unpack(A w, int m, int n, double factor, A dense, int offset);

  /** {@code sum[j] += Σ_r v[r][j]}: v is (rows, n). */
  void accumulateRows(int rows, A v, int n, A sum);

  /** {@code y[i] = exp(x[i])} for {@code i < count}; {@code y} may be {@code x}. */
  void exp(int count, A x, A y);

  /** {@code y[i] = exp(x[i]) − 1} for {@code i < count}; {@code y} may be {@code x}. */
  void expm1(int count, A x, A y);

  /** {@code y[i] = log(x[i])} for {@code i < count}; {@code y} may be {@code x}. */
  void log(int count, A x, A y);

  /** {@code y[i] = tanh(x[i])} for {@code i < count}; {@code y} may be {@code x}. */
  void tanh(int count, A x, A y);

  /** {@code y[i] = 1 / (1 + exp(−x[i]))} for {@code i < count}; {@code y} may be {@code x}. */
  void sigmoid(int count, A x, A y);

  /** {@code y[i] = log(1 + exp(x[i]))} for {@code i < count}; {@code y} may be {@code x}. */
  void softplus(int count, A x, A y);

  /** {@code y[i] = log(1 + x[i])} for {@code i < count}; {@code y} may be {@code x}. */
  void log1p(int count, A x, A y);

  /** {@code y[i] = sin(x[i])} for {@code i < count}; {@code y} may be {@code x}. */
  void sin(int count, A x, A y);

  /** {@code y[i] = cos(x[i])} for {@code i < count}; {@code y} may be {@code x}. */
  void cos(int count, A x, A y);

  /** {@code y[i] = erf(x[i])} for {@code i < count}; {@code y} may be {@code x}. */
  void erf(int count, A x, A y);

  /** {@code y[i] = log Γ(x[i])} for {@code i < count}; {@code y} may be {@code x}. */
  void lgamma(int count, A x, A y);

  /**
   * {@code y[i] = ψ⁽ⁿ⁾(x[i])} with n the order, for {@code i < count} and x > 0; {@code y} may be
   * {@code x}.
   */
  void polygamma(int order, int count, A x, A y);

  /**
   * {@code y[i] = x[i]ᵖ} with p the exponent, for {@code i < count}; {@code y} may be {@code x}.
   */
  void pow(double exponent, int count, A x, A y);

  /**
   * {@code y[i]} with {@code P(shape[i], y[i]) = u[i]}, the quantile of Gamma(shape, 1), for {@code
   * i < count}; {@code y} may be one of the others.
   */
  void gammaQuantile(int count, A shape, A u, A y);
}
