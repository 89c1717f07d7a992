package dev.pigrad.processor.check;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.source.Expression;
import java.util.List;
import java.util.stream.Stream;

/** KL(p‖p) is zero for every p, and so are its gradient and its Hessian. */
final class KlOfItself implements Check {
  @Override
  public List<Finding> check(Reading reading) {
    return reading.definition().functions().stream()
        .flatMap(f -> Expressions.in(f.body()))
        .flatMap(KlOfItself::check)
        .toList();
  }

  private static Stream<Finding> check(Expression expression) {
    return expression instanceof Expression.Call call
            && call.method().equals("kl")
            && call.arguments().size() == 1
            && call.receiver().filter(p -> isSame(p, call.arguments().getFirst())).isPresent()
        ? Stream.of(Finding.of(Code.KlOfItself, call.arguments().getFirst().origin()))
        : Stream.of();
  }

  /** Whether both expressions read the same variable, or the same component of it. */
  private static boolean isSame(Expression first, Expression second) {
    return switch (first) {
      case Expression.This self -> second instanceof Expression.This;
      case Expression.Local local ->
          second instanceof Expression.Local other && local.name().equals(other.name());
      case Expression.ComponentAccess access ->
          second instanceof Expression.ComponentAccess other
              && access.component().equals(other.component())
              && isSame(access.receiver(), other.receiver());
      default -> false;
    };
  }
}
