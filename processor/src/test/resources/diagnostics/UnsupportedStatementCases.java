package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Differentiable
record Statements<D extends Dim>(Vector<D> bias, int steps) {
  public Vector<D> whileLoop(Vector<D> x) {
    var n = 0;
    // BUG: [UnsupportedStatement] 'while'
    while (n < steps) {
      n++;
    }
    return x;
  }

  public Vector<D> doLoop(Vector<D> x) {
    var n = 0;
    // BUG: [UnsupportedStatement] 'do'
    do {
      n++;
    } while (n < steps);
    return x;
  }

  public Vector<D> forEach(Vector<D> x) {
    // BUG: [UnsupportedStatement] 'for'
    for (Object layer : java.util.Set.of()) {
      x = x.plus(bias);
    }
    return x;
  }

  public Vector<D> twoMistakes(Vector<D> x) {
    // BUG: [UnsupportedStatement] 'try'
    try {
      x = x.plus(bias);
    } finally {
      assert x != null;
    }
    // BUG: [UnsupportedStatement] 'synchronized'
    synchronized (this) {
      x = x.plus(bias);
    }
    return x;
  }

  public Vector<D> throwing(Vector<D> x) {
    // BUG: [UnsupportedStatement] 'throw'
    throw new IllegalStateException();
  }

  public Vector<D> asserting(Vector<D> x) {
    // BUG: [UnsupportedStatement] 'assert'
    assert steps > 0;
    return x;
  }

  public Vector<D> leaving(Vector<D> x) {
    for (int i = 0; i < 3; i++) {
      // BUG: [UnsupportedStatement] 'continue'
      continue;
    }
    for (int i = 0; i < 3; i++) {
      // BUG: [UnsupportedStatement] 'break'
      break;
    }
    return x;
  }

  public Vector<D> labelled(Vector<D> x) {
    // BUG: [UnsupportedStatement] 'outer'
    outer:
    for (int i = 0; i < 3; i++) {
      x = x.plus(bias);
    }
    return x;
  }

  public Vector<D> switching(Vector<D> x) {
    switch (steps) {
      // BUG: [UnsupportedExpression] 'default'
      default:
        x = x.plus(bias);
    }
    return x;
  }

  public Vector<D> unused(Vector<D> x) {
    // BUG: [UnsupportedStatement] '.plus'
    x.plus(bias);
    return x;
  }

  public Vector<D> withoutValue(Vector<D> x) {
    // BUG: [UnsupportedStatement] 'y;'
    Vector<D> y;
    y = x.plus(bias);
    return y;
  }

  public Vector<D> localClass(Vector<D> x) {
    // BUG: [UnsupportedStatement] 'record'
    record Pair(int a, int b) {}
    return x;
  }

  public Vector<D> field(Vector<D> x) {
    // BUG: [UnsupportedStatement] '.count'
    Counter.count = 1;
    // BUG: [UnsupportedStatement] '.count'
    Counter.count++;
    return x;
  }

  public Vector<D> narrowing(Vector<D> x) {
    int n = 1;
    // BUG: [UnsupportedStatement] '+='
    n += 0.5;
    // BUG: [UnsupportedStatement] '<<='
    n <<= 1;
    return x;
  }

  /** All that is allowed. */
  public Vector<D> allowed(Vector<D> x) {
    var n = 1;
    final double half = 0.5;
    ;
    {
      Vector<D> y = x.plus(bias);
      x = y;
    }
    n += 2;
    n -= 1;
    n *= 3;
    n /= 2;
    n++;
    --n;
    for (int i = 0, j = 0; i < n; i++, j += 2) {
      x = x.plus(bias).timesScalar(half);
    }
    if (steps > 2) {
      return x;
    } else if (steps == 1) x = x.plus(bias);
    return x;
  }

  /** A method for people: its signature is outside the language, so its body may be, too. */
  public String describe() {
    while (true) {
      return "" + steps;
    }
  }

  /** Never called by the language. */
  static <D extends Dim> Vector<D> eager(Vector<D> x) {
    while (true) {
      return x;
    }
  }
}

final class Counter {
  static int count;
}
