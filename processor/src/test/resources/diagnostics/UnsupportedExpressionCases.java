package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Differentiable
record Expressions<D extends Dim>(Vector<D> bias, int steps, boolean flag) {
  static double mutable = 1;
  static final double[] TABLE = {1, 2};

  public Vector<D> lambda(Vector<D> x) {
    // BUG: [UnsupportedExpression] 'y ->'
    java.util.function.UnaryOperator<Vector<D>> f = y -> y;
    return f.apply(x);
  }

  public Vector<D> reference(Vector<D> x) {
    // BUG: [UnsupportedExpression] 'this::'
    java.util.function.UnaryOperator<Vector<D>> f = this::lambda;
    return x;
  }

  public Vector<D> array(Vector<D> x) {
    // BUG: [UnsupportedExpression] 'new'
    var a = new double[3];
    return x;
  }

  public Vector<D> readsWhatWasRejected(Vector<D> x) {
    // BUG: [UnsupportedExpression] '{1'
    double[] a = {1, 2};
    var b = a[0];
    return x.timesScalar(b + a[1]);
  }

  public Vector<D> readsAFieldTwice(Vector<D> x) {
    // BUG: [UnsupportedExpression] 'mutable'
    var y = x.timesScalar(mutable);
    return x.timesScalar(mutable);
  }

  public Vector<D> box(Vector<D> x) {
    // BUG: [UnsupportedExpression] 'Integer'
    Integer n = 3;
    return x.timesScalar(n);
  }

  public Vector<D> arrayAccess(Vector<D> x) {
    // BUG: [UnsupportedExpression] '[0]'
    return x.timesScalar(TABLE[0]);
  }

  public Vector<D> string(Vector<D> x) {
    // BUG: [UnsupportedExpression] '"a"'
    var s = "a";
    return x;
  }

  public Vector<D> nothing(Vector<D> x) {
    // BUG: [UnsupportedExpression] 'null'
    return null;
  }

  public Vector<D> kinds(Vector<D> x) {
    // BUG: [UnsupportedExpression] '1L'
    var a = 1L;
    // BUG: [UnsupportedExpression] '1f'
    var b = 1f;
    // BUG: [UnsupportedExpression] 'long'
    long d = 1;
    return x;
  }

  public Vector<D> bits(Vector<D> x) {
    // BUG: [UnsupportedExpression] '<<'
    return x.timesScalar(steps << 1);
  }

  public Vector<D> switching(Vector<D> x) {
    return switch (steps) {
      // BUG: [UnsupportedExpression] '{'
      default -> {
        yield x;
      }
    };
  }

  public Vector<D> instance(Vector<D> x) {
    // BUG: [UnsupportedExpression] 'instanceof'
    return flag && ((Object) x) instanceof Vector ? x : bias;
  }

  public Vector<D> pattern(Vector<D> x) {
    // BUG: [UnsupportedExpression] 'instanceof'
    if (new Couple<>(x, bias) instanceof Couple<D>(var first, var second)) {
      return first.plus(second);
    }
    return x;
  }

  public Vector<D> deconstruction(Vector<D> x) {
    return switch (new Couple<>(x, bias)) {
      // BUG: [UnsupportedExpression] 'Couple<D>(var'
      case Couple<D>(var first, var second) -> first.plus(second);
    };
  }

  public record Couple<D extends Dim>(Vector<D> first, Vector<D> second) {}

  public Vector<D> nested(Vector<D> x) {
    var n = 0;
    // BUG: [UnsupportedExpression] '++'
    return x.timesScalar(n++);
  }

  public Vector<D> identity(Vector<D> x) {
    // BUG: [UnsupportedExpression] '=='
    return x == bias ? x : bias;
  }

  public Vector<D> mutableField(Vector<D> x) {
    // BUG: [UnsupportedExpression] 'mutable'
    return x.timesScalar(mutable);
  }

  public Vector<D> cast(Vector<D> x) {
    // BUG: [UnsupportedExpression] '(Object'
    return (Vector<D>) (Object) x;
  }

  public Vector<D> narrowing(Vector<D> x) {
    // BUG: [UnsupportedExpression] '(int)'
    return x.timesScalar((int) (steps * 0.5));
  }

  public Vector<D> creation(Vector<D> x) {
    // BUG: [UnsupportedExpression] 'new'
    var o = new Object();
    return x;
  }

  public Vector<D> otherConstructor(Vector<D> x) {
    // BUG: [UnsupportedExpression] 'new'
    return new Pair<>(x).first();
  }

  public Vector<D> argumentThatJavacTypesOnce(Vector<D> x) {
    // BUG: [UnsupportedExpression] '?'
    return x.plus(flag ? helper(x, Mode.FAST).negate() : x);
  }

  public Vector<D> argumentInParentheses(Vector<D> x) {
    // BUG: [UnsupportedExpression] '(helper'
    return x.plus((helper(x, Mode.FAST)));
  }

  /** All that is allowed. */
  public Vector<D> allowed(Vector<D> x) {
    var a = -1 + 2 * 3 - 4 / 5 % 6;
    var b = (double) a + (int) 2.5 + Constants.TWO + Constants.LOG_TWO + Math.PI + Math.sqrt(2);
    var c = !flag && a < 1 || a <= 2 == (a > 3) && a >= 4 && a == 5 && a != 6;
    var p = new Pair<>(x, this.bias);
    return (c ? p.first() : p.second()).timesScalar(b).plus(helper(p.first(), Mode.FAST));
  }

  private Vector<D> helper(Vector<D> x, Mode mode) {
    return mode == Mode.FAST ? x : this.allowed(x);
  }
}

record Pair<D extends Dim>(Vector<D> first, Vector<D> second) {
  Pair(Vector<D> both) {
    this(both, both);
  }
}

enum Mode {
  FAST
}

final class Constants {
  static final int TWO = 2;
  static final double LOG_TWO = Math.log(TWO);
}
