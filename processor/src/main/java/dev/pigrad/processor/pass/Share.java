package dev.pigrad.processor.pass;

import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.ir.op.Primitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Common subexpressions are computed once: the first of equal equations stands for the others. */
public final class Share {
  private Share() {}

  private record Key(Primitive primitive, Collection<Value> operands) {
    static Key of(Equation equation) {
      boolean isOrdered = !equation.primitive().isCommutative();
      List<Value> operands = equation.operands();
      return new Key(equation.primitive(), isOrdered ? operands : Set.copyOf(operands));
    }
  }

  /** Shares within {@code equations} and with {@code available} ones, which are computed before. */
  public static Rewrite of(List<Equation> available, List<Equation> equations) {
    Map<Key, Value> known = new HashMap<>();
    for (Equation equation : available) {
      known.putIfAbsent(Key.of(equation), equation.result());
    }
    Map<Value, Value> replaced = new HashMap<>();
    List<Equation> kept = new ArrayList<>();
    for (Equation original : equations) {
      Equation equation = Rewrite.substitute(original, replaced);
      Value first = known.putIfAbsent(Key.of(equation), equation.result());
      if (first == null) {
        kept.add(equation);
      } else {
        replaced.put(equation.result(), first);
      }
    }
    return new Rewrite(kept, replaced);
  }
}
