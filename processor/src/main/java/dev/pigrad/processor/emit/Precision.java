package dev.pigrad.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.TypeName;
import dev.pigrad.processor.ir.op.Absolute;
import dev.pigrad.processor.ir.op.Elementwise;
import dev.pigrad.processor.ir.op.Maximum;
import dev.pigrad.processor.ir.op.Minimum;
import dev.pigrad.processor.ir.op.Sign;
import dev.pigrad.processor.ir.op.SquareRoot;
import java.util.List;

/** The real type of a tile: how its numbers are written. */
enum Precision {
  FLOAT("Float", "float", 4),
  DOUBLE("Double", "double", 8);

  private final String label;
  private final String keyword;
  private final int bytes;

  Precision(String label, String keyword, int bytes) {
    this.label = label;
    this.keyword = keyword;
    this.bytes = bytes;
  }

  /** As it stands in class names. */
  String label() {
    return label;
  }

  /** The keyword of the type. */
  String keyword() {
    return keyword;
  }

  /** The type of a buffer. */
  ArrayTypeName array() {
    return ArrayTypeName.of(this == FLOAT ? TypeName.FLOAT : TypeName.DOUBLE);
  }

  /** Size of a number. */
  int bytes() {
    return bytes;
  }

  /** The shortest literal that stands for the number. */
  String literal(double value) {
    double rounded = this == FLOAT ? (float) value : value;
    if (Double.isNaN(rounded)) {
      return label + ".NaN";
    }
    if (Double.isInfinite(rounded)) {
      return label + (rounded > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
    }
    return this == DOUBLE ? Double.toString(value) : withoutFraction((float) value) + "f";
  }

  private static String withoutFraction(float value) {
    String digits = Float.toString(value);
    return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
  }

  /** A {@code double} variable of that name as a number of this type. */
  String narrowed(String name) {
    return this == FLOAT ? "(float) " + name : name;
  }

  /** One entry of {@code primitive}'s result. */
  String expression(Elementwise primitive, List<String> operands) {
    String expression = primitive.expression(operands);
    return switch (primitive) {
      case Maximum maximum -> "Math." + expression;
      case Minimum minimum -> "Math." + expression;
      case Absolute absolute -> "Math." + expression;
      case Sign sign -> "Math." + expression;
      case SquareRoot root -> narrowed("Math." + expression);
      default -> expression;
    };
  }
}
