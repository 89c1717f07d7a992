package dev.pigrad.lang;

/**
 * A number and its tangent, {@code x + ẋ ε} with {@code ε² = 0}: the arithmetic under every eager
 * value.
 *
 * <p>Each function f gives {@code f(x) + f′(x) ẋ ε}. A tangent of zero stays zero whatever the
 * slope is: {@code 0 · ∞ = 0} here, since an argument that does not move moves nothing.
 * Transcendental functions come from {@link StrictMath}, so that results are the same on every
 * machine.
 *
 * @param value x
 * @param tangent ẋ, the derivative of x in the direction of interest
 */
record Dual(double value, double tangent) {
  Dual {
    tangent += 0.0; // −0 becomes 0, so that what does not move is equal and prints alike
  }

  static final Dual ZERO = constant(0);

  /** {@code c + 0 ε}. */
  static Dual constant(double value) {
    return new Dual(value, 0);
  }

  /** {@code slope · ẋ}, zero if ẋ is. */
  static double scaled(double tangent, double slope) {
    return tangent == 0 ? 0 : slope * tangent;
  }

  /** {@code f(x) + f′(x) ẋ ε}. */
  private Dual chain(double value, double slope) {
    return new Dual(value, scaled(tangent, slope));
  }

  Dual plus(Dual y) {
    return new Dual(value + y.value, tangent + y.tangent);
  }

  Dual minus(Dual y) {
    return new Dual(value - y.value, tangent - y.tangent);
  }

  /** {@code z = x y ⇒ ż = ẋ y + x ẏ}. */
  Dual times(Dual y) {
    return new Dual(value * y.value, scaled(tangent, y.value) + scaled(y.tangent, value));
  }

  /** {@code z = x / y ⇒ ż = ẋ / y − ẏ z / y}. */
  Dual divided(Dual y) {
    double z = value / y.value;
    return new Dual(z, scaled(tangent, 1 / y.value) - scaled(y.tangent, z / y.value));
  }

  Dual negate() {
    return new Dual(-value, -tangent);
  }

  /** {@code y = x² ⇒ ẏ = 2 x ẋ}. */
  Dual square() {
    return chain(value * value, 2 * value);
  }

  /** {@code y = √x ⇒ ẏ = ẋ / 2y}. */
  Dual sqrt() {
    double y = Math.sqrt(value);
    return chain(y, 0.5 / y);
  }

  /** {@code y = eˣ ⇒ ẏ = y ẋ}. */
  Dual exp() {
    double y = StrictMath.exp(value);
    return chain(y, y);
  }

  /** {@code y = eˣ − 1 ⇒ ẏ = eˣ ẋ}. */
  Dual expm1() {
    return chain(StrictMath.expm1(value), StrictMath.exp(value));
  }

  /** {@code y = log x ⇒ ẏ = ẋ / x}. */
  Dual log() {
    return chain(StrictMath.log(value), 1 / value);
  }

  /** {@code y = tanh x ⇒ ẏ = (1 − y²) ẋ}. */
  Dual tanh() {
    double y = StrictMath.tanh(value);
    return chain(y, (1 - y) * (1 + y));
  }

  /** {@code σ = sigmoid x ⇒ σ̇ = σ(x) σ(−x) ẋ}. */
  Dual sigmoid() {
    double y = sigmoid(value);
    return chain(y, y * sigmoid(-value));
  }

  /** {@code y = log(1 + eˣ) = max(x, 0) + log1p(e^−|x|) ⇒ ẏ = σ(x) ẋ}. */
  Dual softplus() {
    double y = Math.max(value, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(value)));
    return chain(y, sigmoid(value));
  }

  /** {@code z = max(x, y) ⇒ ż = x > y ? ẋ : ẏ}. */
  Dual max(Dual y) {
    return new Dual(Math.max(value, y.value), value > y.value ? tangent : y.tangent);
  }

  /** {@code z = min(x, y) ⇒ ż = x < y ? ẋ : ẏ}. */
  Dual min(Dual y) {
    return new Dual(Math.min(value, y.value), value < y.value ? tangent : y.tangent);
  }

  /** {@code max(x, 0)}. */
  Dual relu() {
    return max(ZERO);
  }

  /** {@code min(max(x, low), high)}. */
  Dual clip(Dual low, Dual high) {
    return max(low).min(high);
  }

  /** {@code y = log(1 + x) ⇒ ẏ = ẋ / (1 + x)}. */
  Dual log1p() {
    return chain(StrictMath.log1p(value), 1 / (1 + value));
  }

  /** {@code y = sin x ⇒ ẏ = cos(x) ẋ}. */
  Dual sin() {
    return chain(StrictMath.sin(value), StrictMath.cos(value));
  }

  /** {@code y = cos x ⇒ ẏ = −sin(x) ẋ}. */
  Dual cos() {
    return chain(StrictMath.cos(value), -StrictMath.sin(value));
  }

  /** {@code y = xᵖ ⇒ ẏ = p xᵖ⁻¹ ẋ}. */
  Dual power(double exponent) {
    return chain(StrictMath.pow(value, exponent), exponent * StrictMath.pow(value, exponent - 1));
  }

  /** {@code y = |x| ⇒ ẏ = sign(x) ẋ}, 0 at 0. */
  Dual abs() {
    return chain(Math.abs(value), Math.signum(value));
  }

  /** −1, 0 or 1, without a tangent. */
  Dual sign() {
    return constant(Math.signum(value));
  }

  /** {@code y = ½ log((1 + x) / (1 − x)) ⇒ ẏ = ẋ / (1 − x²)}. */
  Dual atanh() {
    double y = 0.5 * (StrictMath.log1p(value) - StrictMath.log1p(-value));
    return chain(y, 1 / ((1 - value) * (1 + value)));
  }

  /** {@code y = x > 0 ? x : eˣ − 1 ⇒ ẏ = x > 0 ? ẋ : eˣ ẋ}. */
  Dual elu() {
    return value > 0 ? this : expm1();
  }

  /** {@code y = x > 0 ? x : s x}. */
  Dual leakyRelu(double slope) {
    return value > 0 ? this : times(constant(slope));
  }

  /** {@code y = x σ(x)}. */
  Dual silu() {
    return times(sigmoid());
  }

  /** {@code y = erf x ⇒ ẏ = 2/√π exp(−x²) ẋ}. */
  Dual erf() {
    double slope = 2 / Math.sqrt(Math.PI) * StrictMath.exp(-value * value);
    return chain(SpecialFunctions.erf(value), slope);
  }

  /** {@code y = ½ x (1 + erf(x / √2))}. */
  Dual gelu() {
    return times(constant(0.5)).times(times(constant(Math.sqrt(0.5))).erf().plus(constant(1)));
  }

  /** {@code y = ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))}. */
  Dual geluTanh() {
    Dual cubic = plus(square().times(this).times(constant(0.044715)));
    Dual inner = cubic.times(constant(Math.sqrt(2 / Math.PI)));
    return times(constant(0.5)).times(inner.tanh().plus(constant(1)));
  }

  /** {@code y = log Γ(x) ⇒ ẏ = ψ(x) ẋ}. */
  Dual lgamma() {
    return chain(SpecialFunctions.lgamma(value), SpecialFunctions.polygamma(0, value));
  }

  /** {@code y = ψ⁽ⁿ⁾(x) ⇒ ẏ = ψ⁽ⁿ⁺¹⁾(x) ẋ}. */
  Dual polygamma(int order) {
    return chain(
        SpecialFunctions.polygamma(order, value), SpecialFunctions.polygamma(order + 1, value));
  }

  /** {@code x + 0 ε}. */
  Dual stopGradient() {
    return constant(value);
  }

  /** The exponent is never positive, so nothing overflows. */
  private static double sigmoid(double x) {
    double e = StrictMath.exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }

  /** As in {@code 1.5} without a tangent, {@code 1.5 + 0.25ε} with one. */
  @Override
  public String toString() {
    return tangent == 0 ? Double.toString(value) : value + " + " + tangent + "ε";
  }
}
