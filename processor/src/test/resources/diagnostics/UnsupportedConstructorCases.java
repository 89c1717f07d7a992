package test;

import static dev.pigrad.lang.Ops.*;

import dev.pigrad.*;
import dev.pigrad.lang.*;

@Differentiable
record Uses<D extends Dim>(Vector<D> bias) {
  public Vector<D> apply(Vector<D> x) {
    return new Changed<>(x).value().plus(new Checked<>(x, 1).value()).plus(new Plain<>(x).value());
  }
}

record Changed<D extends Dim>(Vector<D> value) {
  Changed {
    // BUG: [UnsupportedConstructor] '= value'
    value = value.timesScalar(2);
  }
}

record Checked<D extends Dim>(Vector<D> value, double scale) {
  Checked {
    if (scale <= 0) {
      throw new IllegalArgumentException("scale " + scale);
    }
  }
}

record Plain<D extends Dim>(Vector<D> value) {
  Plain(Vector<D> value) {
    this.value = value;
  }
}
