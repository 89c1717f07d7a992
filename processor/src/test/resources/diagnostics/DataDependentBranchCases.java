package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Differentiable
record Branches<D extends Dim>(Vector<D> bias, boolean flag) {
  public Scalar branch(Scalar x) {
    // BUG: [DataDependentBranch] '(x'
    if (x.isGreaterThan(0)) {
      return x;
    }
    return x.negate();
  }

  public Scalar conditional(Scalar x, Scalar y) {
    // BUG: [DataDependentBranch] '.isLessThan'
    return x.isLessThan(y) ? x : y;
  }

  public Scalar throughALocal(Scalar x) {
    var isPositive = x.isGreaterThan(0);
    // BUG: [DataDependentBranch] '&& '
    return flag && isPositive ? x : x.negate();
  }

  public Scalar throughANumber(Scalar x) {
    double v = x.value();
    double w = 2 * v;
    // BUG: [DataDependentBranch] '(w'
    if (w > 1) {
      return x;
    }
    return x.negate();
  }

  public Vector<D> byMask(Vector<D> x, Mask<D> mask) {
    // BUG: [DataDependentBranch] '.at'
    return mask.at(0) ? x : bias;
  }

  public Vector<D> constant(Vector<D> x, Mask<D> mask) {
    var y = flag ? x : bias;
    if (y.size() > 3) {
      y = max(x, 0);
    }
    return where(mask, y, bias);
  }
}
