package dev.pigrad.processor.read;

import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Expression;
import dev.pigrad.processor.source.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Bodies of the model as short text, for tests: owners and keys by their simple names. */
final class ModelText {
  private ModelText() {}

  static String of(Function function) {
    return of(function.body());
  }

  private static String of(List<Statement> statements) {
    return statements.stream().map(ModelText::of).collect(Collectors.joining(" "));
  }

  private static String of(Statement statement) {
    return switch (statement) {
      case Statement.Let let -> "let %s = %s;".formatted(let.name(), of(let.value()));
      case Statement.Assign assign -> "%s = %s;".formatted(assign.name(), of(assign.value()));
      case Statement.Return result -> "return %s;".formatted(of(result.value()));
      case Statement.If branch ->
          "if %s {%s} else {%s}"
              .formatted(of(branch.condition()), of(branch.then()), of(branch.otherwise()));
      case Statement.ForEach loop ->
          "for %s : %s {%s}".formatted(loop.name(), of(loop.list()), of(loop.body()));
      case Statement.For loop ->
          "for %s %s; %s {%s}"
              .formatted(
                  of(loop.initial()), of(loop.condition()), of(loop.update()), of(loop.body()));
    };
  }

  static String of(Expression expression) {
    return switch (expression) {
      case Expression.NumberLiteral number ->
          number.isInt() ? String.valueOf((int) number.value()) : String.valueOf(number.value());
      case Expression.BooleanLiteral truth -> String.valueOf(truth.value());
      case Expression.EnumLiteral constant -> simple(constant.type()) + "." + constant.constant();
      case Expression.DimLiteral literal -> literal.dim().toString();
      case Expression.Local local -> local.name();
      case Expression.This self -> "this";
      case Expression.ComponentAccess access -> of(access.receiver()) + "#" + access.component();
      case Expression.Call call ->
          call.receiver().map(r -> of(r) + ":").orElse("")
              + simple(call.owner())
              + "."
              + call.method()
              + list(call.arguments());
      case Expression.New creation -> "new " + simple(creation.type()) + list(creation.arguments());
      case Expression.Operator operator ->
          "(%s%s%s %s)"
              .formatted(
                  operator.operation().symbol(),
                  operator.isInt() ? "i " : " ",
                  of(operator.left()),
                  operator.right().map(ModelText::of).orElse(""));
      case Expression.Conditional conditional ->
          "(%s ? %s : %s)"
              .formatted(
                  of(conditional.condition()), of(conditional.then()), of(conditional.otherwise()));
    };
  }

  private static String list(List<Expression> arguments) {
    return arguments.stream().map(ModelText::of).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
