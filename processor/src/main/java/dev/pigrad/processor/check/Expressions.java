package dev.pigrad.processor.check;

import dev.pigrad.processor.source.Expression;
import dev.pigrad.processor.source.Statement;
import java.util.List;
import java.util.stream.Stream;

/** Every expression of a body, outer ones first. */
final class Expressions {
  private Expressions() {}

  static Stream<Expression> in(List<Statement> statements) {
    return statements.stream().flatMap(Expressions::in);
  }

  private static Stream<Expression> in(Statement statement) {
    return switch (statement) {
      case Statement.Let let -> in(let.value());
      case Statement.Assign assign -> in(assign.value());
      case Statement.Return result -> in(result.value());
      case Statement.If branch ->
          Stream.of(in(branch.condition()), in(branch.then()), in(branch.otherwise()))
              .flatMap(e -> e);
      case Statement.ForEach loop -> Stream.concat(in(loop.list()), in(loop.body()));
      case Statement.For loop ->
          Stream.of(in(loop.initial()), in(loop.condition()), in(loop.body()), in(loop.update()))
              .flatMap(e -> e);
    };
  }

  private static Stream<Expression> in(Expression expression) {
    return Stream.concat(Stream.of(expression), parts(expression).flatMap(Expressions::in));
  }

  private static Stream<Expression> parts(Expression expression) {
    return switch (expression) {
      case Expression.NumberLiteral literal -> Stream.of();
      case Expression.BooleanLiteral literal -> Stream.of();
      case Expression.EnumLiteral literal -> Stream.of();
      case Expression.DimLiteral literal -> Stream.of();
      case Expression.Local local -> Stream.of();
      case Expression.This self -> Stream.of();
      case Expression.ComponentAccess access -> Stream.of(access.receiver());
      case Expression.Call call ->
          Stream.concat(call.receiver().stream(), call.arguments().stream());
      case Expression.New creation -> creation.arguments().stream();
      case Expression.Operator operator ->
          Stream.concat(Stream.of(operator.left()), operator.right().stream());
      case Expression.Conditional conditional ->
          Stream.of(conditional.condition(), conditional.then(), conditional.otherwise());
    };
  }
}
