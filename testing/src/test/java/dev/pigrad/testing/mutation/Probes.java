package dev.pigrad.testing.mutation;

import java.util.LinkedHashMap;
import java.util.Map;

/** For each primitive a policy of a few equations, among them the primitive. */
final class Probes {
  /** Uses every primitive. */
  static final String ALL = "All";

  private static final Map<String, String> EXPRESSIONS = new LinkedHashMap<>();

  static {
    put("Absolute", "sum(abs(x))");
    put("Add", "sum(square(x.plus(y)))");
    put("BatchSum", "sum(exp(m.times(x.times(y))))");
    put("Concat", "squaredNorm(concat(C.class, x, z))");
    put("Contraction", "sum(m.times(n).times(z)).plus(sum(square(m).rowSums()))");
    put("Cosine", "sum(cos(x))");
    put("Divide", "sum(x.divided(exp(y)))");
    put("Element", "square(x.at(choice))");
    put("Erf", "sum(erf(x))");
    put("Exp", "sum(exp(x))");
    put("Expm1", "sum(expm1(x))");
    put("Flatten", "sum(square(reshape(E.class, m.times(n))))");
    put("Log", "sum(log(square(x).plusScalar(1)))");
    put("Log1p", "sum(log1p(square(x)))");
    put("LogGamma", "sum(lgamma(square(x).plusScalar(1)))");
    put("LogSumExp", "logSumExp(x)");
    put("Maximum", "sum(square(max(x, y)))");
    put("Minimum", "sum(square(min(x, y)))");
    put("Multiply", "sum(x.times(y))");
    put("Negate", "sum(exp(x.negate()))");
    put("Outer", "sum(outer(z, x).times(y))");
    put("Pad", "squaredNorm(slice(B.class, square(concat(C.class, x, z)), 1))");
    put("Polygamma", "sum(digamma(exp(x)).plus(polygamma(2, exp(y))))");
    put("Power", "sum(power(square(x).plusScalar(1), 2.5).plus(power(y, 0)))");
    put("Product", "sum(tanh(m.times(x)))");
    put("Scatter", "square(softmax(x).at(choice))");
    put("Select", "sum(where(greater(x, 0.1), square(x), square(y)))");
    put("Sigmoid", "sum(sigmoid(x))");
    put("Sine", "sum(sin(x))");
    put("Slice", "squaredNorm(slice(B.class, concat(C.class, x, z), 1))");
    put("Softplus", "sum(softplus(x))");
    put(
        "Spread",
        "squaredNorm(x.timesScalar(sum(y))).plus(sum(square(m.plusToRows(x)).rowSums()))");
    put("SquareRoot", "sum(sqrt(square(x).plusScalar(1)))");
    put("Subtract", "squaredNorm(x.minus(y))");
    put("Sum", "square(sum(x))");
    put("Tanh", "sum(tanh(x))");
    put("TransposedProduct", "sum(tanh(m.times(tanh(m.transposed().times(z)))))");
    put("Triangle", "sum(square(strictlyLower(l).times(z)))");
    put(
        "TriangularSolve",
        "squaredNorm(solveLower(l, z)).plus(sum(square(solveLower(l, m)).rowSums()))");
    put("Unflatten", "sum(square(reshape(B.class, B.class, reshape(E.class, l)).times(z)))");
  }

  /** Draws gamma variates. */
  private static final String BETAS =
      """
      package probe;

      import static dev.pigrad.lang.Ops.*;

      import dev.pigrad.*;
      import dev.pigrad.distribution.Beta;
      import dev.pigrad.lang.*;

      @Policy
      public record Betas(Vector<A> alpha) {
        public interface A extends Dim {}
        public interface B extends Dim {}
        public interface C extends Dim {}
        public interface E extends Dim {}

        @ActionDistribution
        public Beta<A> act(Vector<A> observation) {
          return new Beta<>(exp(alpha.plus(observation)), exp(alpha));
        }
      }
      """;

  private Probes() {}

  private static void put(String primitive, String expression) {
    EXPRESSIONS.put(primitive, expression);
  }

  /** Their sources by qualified name. */
  static Map<String, String> sources() {
    Map<String, String> sources = new LinkedHashMap<>();
    EXPRESSIONS.forEach(
        (name, expression) -> sources.put("probe." + name, source(name, expression)));
    sources.put("probe." + ALL, source(ALL, sum()));
    sources.put("probe.Betas", BETAS);
    return sources;
  }

  private static String sum() {
    return EXPRESSIONS.values().stream()
        .map(expression -> "tanh(" + expression + ")")
        .reduce((x, y) -> x + "\n                .plus(" + y + ")")
        .orElseThrow()
        .concat(".times(0.02)"); // else the tanh around it would be one
  }

  private static String source(String name, String expression) {
    return """
    package probe;

    import static dev.pigrad.lang.Ops.*;

    import dev.pigrad.*;
    import dev.pigrad.distribution.Gaussian;
    import dev.pigrad.lang.*;

    @Policy
    public record %s(Vector<A> w, Vector<A> v, Vector<B> u, Matrix<B, A> m, Matrix<A, B> n, Matrix<B, B> k) {
      public interface A extends Dim {}
      public interface B extends Dim {}
      public interface C extends Dim {}
      public interface E extends Dim {}
      @Size(1) public interface One extends Dim {}

      @ActionDistribution
      public Gaussian<One> act(Vector<A> observation, Vector<B> other, Index<A> choice) {
        var x = w.plus(observation);
        var y = v.times(observation);
        var z = u.plus(other);
        var l = strictlyLower(k).plus(diagonalMatrix(exp(u)));
        return new Gaussian<>(fill(One.class, 1).timesScalar(tanh(%s)), fill(One.class, 0.25));
      }
    }
    """
        .formatted(name, expression);
  }
}
