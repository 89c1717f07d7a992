package dev.pigrad.processor.derive;

import static dev.pigrad.processor.derive.Forward.concat;

import dev.pigrad.processor.ad.Derivative;
import dev.pigrad.processor.ad.Linearise;
import dev.pigrad.processor.ad.Transpose;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Stage;
import dev.pigrad.processor.plan.Write;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The stages of a gradient once more in dual numbers: a forward stage computes its values and their
 * tangents along v, a backward stage its cotangents and theirs. What reaches a parameter's gradient
 * is the tangent, the derivative of the gradient along v.
 */
final class DualStages {
  private final Stages stages;
  private final Cotangents cotangents;
  private final Provenance ofZero;
  private final Map<Value, Value> tangents;

  /**
   * No stages yet.
   *
   * @param directions the tangents of the parameters
   * @param ofZero where a tangent that is zero comes from
   */
  DualStages(
      Stages stages, Cotangents cotangents, Map<Value, Value> directions, Provenance ofZero) {
    this.stages = stages;
    this.cotangents = cotangents;
    this.ofZero = ofZero;
    this.tangents = new HashMap<>(directions);
  }

  /**
   * Adds a forward stage.
   *
   * @param before equations of the stages that always run before
   * @param equations of the stage, simplified
   * @param writes what it leaves; the tangent of each goes to the tangent of its destination
   */
  void addForward(
      String name,
      String summary,
      List<Equation> before,
      List<Equation> equations,
      List<Write> writes) {
    Linearise.Linear linear = Linearise.of(equations, tangents);
    Simplification simple = stages.simplify(name, concat(before, equations), linear.equations());
    linear.tangents().forEach((value, tangent) -> tangents.put(value, simple.of(tangent)));
    List<Equation> all = sideBySide(equations, simple, linear.tangents());
    List<Write> both = new ArrayList<>();
    for (Write write : writes) {
      if (!(write.destination() instanceof Destination.Old)) {
        both.add(write); // the distribution itself is read where it is
      }
      Builder b = new Builder(ofZero);
      Value tangent =
          tangents.containsKey(write.value())
              ? tangents.get(write.value())
              : b.constant(0, Type.real(write.value().type().shape(), false));
      all.addAll(b.equations());
      both.add(new Write(tangent, new Destination.Tangent(write.destination())));
    }
    stages.append(new Stage(name, summary, all, both));
  }

  /**
   * Adds the reverse of {@code equations}.
   *
   * @param before equations of the stages that ran before those
   * @param inputs what to differentiate with respect to
   * @param seeds cotangents of the results
   * @param destination where the cotangent of an input goes
   */
  void addReverse(
      String name,
      String summary,
      List<Equation> before,
      List<Equation> equations,
      List<Value> inputs,
      Map<Value, Value> seeds,
      Function<Value, Destination> destination) {
    List<Equation> available = concat(before, equations);
    Transpose.Transposed reverse = Derivative.reverse(equations, inputs, seeds);
    Simplification first = stages.simplify(name, available, reverse.equations());
    Map<Value, Value> known = new HashMap<>(tangents);
    for (Value cotangent : seeds.values()) {
      known.put(cotangent, cotangents.tangent(cotangent));
    }
    Linearise.Linear linear = Linearise.of(first.equations(), known);
    Simplification second =
        stages.simplify(name, concat(available, first.equations()), linear.equations());
    Predicate<Value> isZero = first.zeros();
    Predicate<Value> isZeroTangent = second.zeros();
    List<Write> writes = new ArrayList<>();
    for (Value input : inputs) {
      Destination to = destination.apply(input);
      boolean isGradient = to instanceof Destination.Gradient;
      for (Value contribution : reverse.contributionsTo(input)) {
        Value cotangent = first.of(contribution);
        if (!isGradient && !isZero.test(cotangent)) {
          writes.add(new Write(cotangent, to));
        }
        Value tangent = linear.tangents().get(cotangent);
        if (tangent != null && !isZeroTangent.test(second.of(tangent))) {
          Destination ofTangent = isGradient ? to : new Destination.Tangent(to);
          writes.add(new Write(second.of(tangent), ofTangent));
        }
      }
    }
    List<Equation> both = sideBySide(first.equations(), second, linear.tangents());
    stages.append(new Stage(name, summary, both, writes));
  }

  /**
   * Values and tangents in one order: each tangent right after its value, so that one loop computes
   * both.
   *
   * @param simple the tangents' equations
   */
  private static List<Equation> sideBySide(
      List<Equation> values, Simplification simple, Map<Value, Value> tangents) {
    Map<Value, Value> valueOf = new HashMap<>();
    Set<Value> missing = new HashSet<>();
    for (Equation equation : values) {
      missing.add(equation.result());
      Value tangent = tangents.get(equation.result());
      if (tangent != null) {
        valueOf.putIfAbsent(simple.of(tangent), equation.result());
      }
    }
    Iterator<Equation> next = values.iterator();
    List<Equation> ordered = new ArrayList<>();
    List<Equation> ofOne = new ArrayList<>();
    for (Equation equation : simple.equations()) {
      ofOne.add(equation);
      if (valueOf.containsKey(equation.result())) {
        Value value = valueOf.get(equation.result());
        while (missing.contains(value) || readsAny(ofOne, missing)) {
          Equation computed = next.next();
          missing.remove(computed.result());
          ordered.add(computed);
        }
        ordered.addAll(ofOne);
        ofOne.clear();
      }
    }
    next.forEachRemaining(ordered::add);
    ordered.addAll(ofOne);
    return ordered;
  }

  private static boolean readsAny(List<Equation> equations, Set<Value> values) {
    return equations.stream().anyMatch(e -> !Collections.disjoint(e.operands(), values));
  }

  /** All stages, in order. */
  List<Stage> finish() {
    return stages.finish();
  }
}
