package dev.pigrad.processor.lower;

import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Dim;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Erf;
import dev.pigrad.processor.ir.op.Expm1;
import dev.pigrad.processor.ir.op.Greater;
import dev.pigrad.processor.ir.op.Log1p;
import dev.pigrad.processor.ir.op.LogSumExp;
import dev.pigrad.processor.ir.op.Maximum;
import dev.pigrad.processor.ir.op.Minimum;
import dev.pigrad.processor.ir.op.Select;
import dev.pigrad.processor.ir.op.Sigmoid;
import dev.pigrad.processor.ir.op.Softplus;
import dev.pigrad.processor.ir.op.Tanh;

/** Functions that are made of primitives, each in a form that neither overflows nor cancels. */
record Composites(Builder b) {
  private static final double ROOT_HALF = 0.7071067811865476;
  private static final double ROOT_TWO_BY_PI = 0.7978845608028654;
  private static final double GELU_CUBIC = 0.044715;

  private Value number(double number, Value like) {
    return b.constant(number, like.type());
  }

  private Value scaled(double factor, Value x) {
    return b.multiply(x, number(factor, x));
  }

  /** 1 / x. */
  Value reciprocal(Value x) {
    return b.divide(number(1, x), x);
  }

  /** ½ (log(1 + x) − log(1 − x)). */
  Value atanh(Value x) {
    Value difference = b.subtract(b.apply(new Log1p(), x), b.apply(new Log1p(), b.negate(x)));
    return scaled(0.5, difference);
  }

  /** log σ(x) = −softplus(−x). */
  Value logSigmoid(Value x) {
    return b.negate(b.apply(new Softplus(), b.negate(x)));
  }

  /** max(x, 0). */
  Value relu(Value x) {
    return b.apply(new Maximum(), x, number(0, x));
  }

  /** x > 0 ? x : slope x. */
  Value leakyRelu(Value x, Value slope) {
    return ifPositive(x, x, b.multiply(slope, x));
  }

  /** x > 0 ? x : eˣ − 1; the exponential never sees a positive x. */
  Value elu(Value x) {
    // a tie takes the second operand's slope: that of x, so that the slope at 0 is 1
    Value negative = b.apply(new Minimum(), number(0, x), x);
    return ifPositive(x, x, b.apply(new Expm1(), negative));
  }

  private Value ifPositive(Value x, Value taken, Value otherwise) {
    return b.apply(new Select(), b.apply(new Greater(), x, number(0, x)), taken, otherwise);
  }

  /** x σ(x). */
  Value silu(Value x) {
    return b.multiply(x, b.apply(new Sigmoid(), x));
  }

  /** x Φ(x) = ½ x (1 + erf(x / √2)). */
  Value gelu(Value x) {
    Value erf = b.apply(new Erf(), scaled(ROOT_HALF, x));
    return b.multiply(scaled(0.5, x), b.add(erf, number(1, x)));
  }

  /** ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))). */
  Value geluTanh(Value x) {
    Value cube = b.multiply(b.multiply(x, x), x);
    Value inner = scaled(ROOT_TWO_BY_PI, b.add(x, scaled(GELU_CUBIC, cube)));
    return b.multiply(scaled(0.5, x), b.add(b.apply(new Tanh(), inner), number(1, x)));
  }

  /** log softmax(x)ⱼ = xⱼ − log Σₖ exp xₖ. */
  Value logSoftmax(Value x) {
    return b.subtract(x, b.spread(b.apply(new LogSumExp(), x), x.type().dim()));
  }

  /** Σⱼ xⱼ / n. */
  Value average(Value x) {
    return b.divide(b.sum(x), count(x));
  }

  /** The size of a vector as a scalar: a sum of ones, so that an open dim needs nothing special. */
  private Value count(Value x) {
    Dim dim = x.type().dim();
    return dim.isOpen()
        ? b.sum(b.spread(b.constant(1, Type.CONSTANT), dim))
        : b.constant(dim.size(), Type.CONSTANT);
  }
}
