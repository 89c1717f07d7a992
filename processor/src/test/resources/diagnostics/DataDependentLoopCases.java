package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Differentiable
record Loops<D extends Dim>(Vector<D> bias, int steps) {
  public Vector<D> whileLoop(Vector<D> h) {
    // BUG: [DataDependentLoop] '(norm'
    while (norm(h).isGreaterThan(1.0)) {
      h = h.plus(bias);
    }
    return h;
  }

  public Vector<D> doLoop(Vector<D> h) {
    do {
      h = h.plus(bias);
      // BUG: [DataDependentLoop] '(norm'
    } while (norm(h).isLessThan(1.0));
    return h;
  }

  public Vector<D> forLoop(Vector<D> h) {
    // BUG: [DataDependentLoop] '.isGreaterThan'
    for (int i = 0; norm(h).isGreaterThan(1.0); i++) {
      h = h.plus(bias);
    }
    return h;
  }

  public Vector<D> byIndex(Vector<D> h, Index<D> n) {
    // BUG: [DataDependentLoop] '< n'
    for (int i = 0; i < n.value(); i++) {
      h = h.plus(bias);
    }
    return h;
  }

  public Vector<D> throughALocal(Vector<D> h) {
    boolean isLarge = norm(h).isGreaterThan(1.0);
    // BUG: [DataDependentLoop] '&&'
    for (int i = 0; i < 3 && isLarge; i++) {
      h = h.plus(bias);
    }
    return h;
  }

  public Vector<D> throughAMethod(Vector<D> h) {
    // BUG: [DataDependentLoop] '(isLarge'
    while (isLarge(h)) {
      h = h.plus(bias);
    }
    return h;
  }

  private boolean isLarge(Vector<D> h) {
    return norm(h).isGreaterThan(1.0);
  }

  public Vector<D> constant(Vector<D> h) {
    for (int i = 0; i < 3; i++) {
      h = h.plus(bias);
    }
    for (int i = 0; i < h.size(); i++) {
      h = h.plus(bias);
    }
    for (int i = 0; i < steps; i++) {
      h = h.plus(bias);
    }
    return h;
  }
}
