package dev.pigrad.lang;

/** Solutions of triangular systems, one unknown after another. */
final class Substitution {
  private Substitution() {}

  /** {@code yᵢ = (xᵢ − Σ_{k<i} Lᵢₖ yₖ) / Lᵢᵢ}, from the first row down. */
  static Duals downward(Matrix<?, ?> l, Duals x) {
    Dual[] y = new Dual[x.size()];
    for (int i = 0; i < y.length; i++) {
      Dual rest = x.get(i);
      for (int k = 0; k < i; k++) {
        rest = rest.minus(l.get(i, k).times(y[k]));
      }
      y[i] = rest.divided(l.get(i, i));
    }
    return Duals.generate(y.length, i -> y[i]);
  }

  /** {@code yᵢ = (xᵢ − Σ_{k>i} Lₖᵢ yₖ) / Lᵢᵢ}, from the last row up. */
  static Duals upward(Matrix<?, ?> l, Duals x) {
    Dual[] y = new Dual[x.size()];
    for (int i = y.length - 1; i >= 0; i--) {
      Dual rest = x.get(i);
      for (int k = i + 1; k < y.length; k++) {
        rest = rest.minus(l.get(k, i).times(y[k]));
      }
      y[i] = rest.divided(l.get(i, i));
    }
    return Duals.generate(y.length, i -> y[i]);
  }
}
