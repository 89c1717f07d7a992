package dev.pigrad.processor.ir.op;

/** A primitive whose result mixes entries of its operands, or has another shape. */
public sealed interface Structured extends Primitive
    permits Argmax,
        BatchSum,
        Concat,
        Contraction,
        Element,
        Flatten,
        Largest,
        LogSumExp,
        Outer,
        Pad,
        Product,
        Scatter,
        Slice,
        Spread,
        Sum,
        TransposedProduct,
        Triangle,
        TriangularSolve,
        Unflatten {}
