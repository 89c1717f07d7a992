package dev.pigrad.processor.lower;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.DerivationException;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Condition;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Expression;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Runs bodies on symbols, appending what they compute to a {@link Builder}. */
final class Interpreter {
  private static final int MOST_TRIPS = 10_000;
  private static final int DEEPEST_CALL = 200;

  private final Definitions definitions;
  private final Intrinsics intrinsics;
  private final Decisions decisions;
  private final TreeSet<String> used = new TreeSet<>();
  private Builder builder;
  private int trips;

  Interpreter(
      Definitions definitions, Intrinsics intrinsics, Decisions decisions, Builder builder) {
    this.definitions = definitions;
    this.decisions = decisions;
    this.intrinsics = intrinsics;
    this.builder = builder;
  }

  /** Appends to another builder from now on. */
  void appendTo(Builder next) {
    builder = next;
  }

  /** The classes whose bodies or components were needed so far. */
  Set<String> used() {
    return used;
  }

  /** Calls a method of {@code self} from outside. */
  Denotation call(Denotation.Struct self, Function function, List<Denotation> arguments) {
    used.add(self.type());
    Frame frame = Frame.entry(function.key(), self);
    Denotation result = run(function, arguments, frame);
    nameResult(result, 0, function.name());
    return result;
  }

  private Denotation run(Function function, List<Denotation> arguments, Frame frame) {
    for (int i = 0; i < arguments.size(); i++) {
      frame.locals().put(function.parameters().get(i).name(), arguments.get(i));
    }
    return execute(function.body(), frame)
        .orElseThrow(() -> new IllegalStateException(function.key() + " returns nothing"));
  }

  private Optional<Denotation> execute(List<Statement> statements, Frame frame) {
    for (Statement statement : statements) {
      Optional<Denotation> returned = execute(statement, frame);
      if (returned.isPresent()) {
        return returned;
      }
    }
    return Optional.empty();
  }

  private Optional<Denotation> execute(Statement statement, Frame frame) {
    return switch (statement) {
      case Statement.Let let -> assign(let.name(), let.value(), frame);
      case Statement.Assign assign -> assign(assign.name(), assign.value(), frame);
      case Statement.Return result -> Optional.of(evaluate(result.value(), frame));
      case Statement.If branch ->
          execute(isTrue(branch.condition(), frame) ? branch.then() : branch.otherwise(), frame);
      case Statement.For loop -> loop(loop, frame);
      case Statement.ForEach loop -> each(loop, frame);
    };
  }

  private Optional<Denotation> assign(String name, Expression value, Frame frame) {
    int mark = builder.size();
    Denotation denotation = evaluate(value, frame);
    nameResult(denotation, mark, prefixed(frame.prefix(), name));
    frame.locals().put(name, denotation);
    return Optional.empty();
  }

  private Optional<Denotation> each(Statement.ForEach loop, Frame frame) {
    for (Denotation element : elements(evaluate(loop.list(), frame))) {
      frame.locals().put(loop.name(), element);
      Optional<Denotation> returned = execute(loop.body(), frame);
      if (returned.isPresent()) {
        return returned;
      }
    }
    return Optional.empty();
  }

  private static List<Denotation> elements(Denotation list) {
    return ((Denotation.Sequence) list).elements();
  }

  /** All loops of a record together are bounded: what they unfold to is compiled. */
  private Optional<Denotation> loop(Statement.For loop, Frame frame) {
    execute(loop.initial(), frame);
    while (isTrue(loop.condition(), frame)) {
      if (trips == MOST_TRIPS) {
        throw new DerivationException(
            Code.LoopBound, frame.at(loop.condition().origin()), MOST_TRIPS);
      }
      trips++;
      Optional<Denotation> returned = execute(loop.body(), frame);
      if (returned.isPresent()) {
        return returned;
      }
      execute(loop.update(), frame);
    }
    return Optional.empty();
  }

  private boolean isTrue(Expression condition, Frame frame) {
    if (evaluate(condition, frame) instanceof Denotation.Truth truth) {
      return truth.value();
    }
    throw new DerivationException(
        Code.ConstantCondition, frame.at(condition.origin()), condition.origin().text());
  }

  private Denotation evaluate(Expression expression, Frame frame) {
    return switch (expression) {
      case Expression.NumberLiteral number -> new Denotation.Known(number.value(), number.isInt());
      case Expression.BooleanLiteral truth -> new Denotation.Truth(truth.value());
      case Expression.EnumLiteral constant ->
          new Denotation.EnumConstant(constant.type(), constant.constant());
      case Expression.DimLiteral literal ->
          new Denotation.Size(Instances.Bindings.NONE.dim(literal.dim()));
      case Expression.Local local -> local(local, frame);
      case Expression.This self -> frame.self().orElseThrow();
      case Expression.ComponentAccess access -> component(access, frame);
      case Expression.Call call -> call(call, frame);
      case Expression.New creation -> create(creation, frame);
      case Expression.Operator operator -> operate(operator, frame);
      case Expression.Conditional conditional ->
          evaluate(
              isTrue(conditional.condition(), frame) ? conditional.then() : conditional.otherwise(),
              frame);
    };
  }

  private static Denotation local(Expression.Local local, Frame frame) {
    Denotation value = frame.locals().get(local.name());
    if (value == null) {
      throw new IllegalStateException("no local " + local.name() + " at " + local.origin());
    }
    return value;
  }

  private Denotation component(Expression.ComponentAccess access, Frame frame) {
    Denotation receiver = evaluate(access.receiver(), frame);
    if (receiver instanceof Denotation.Struct struct) {
      Denotation component = struct.component(access.component());
      return component instanceof Denotation.Flag flag
          ? new Denotation.Truth(
              decisions.holds(new Condition.Flag(flag.path()), frame.at(access.origin())))
          : component;
    }
    throw new IllegalStateException(receiver + " has no component " + access.component());
  }

  private Denotation call(Expression.Call call, Frame frame) {
    Optional<Denotation> receiver = call.receiver().map(r -> evaluate(r, frame));
    List<Denotation> arguments = new ArrayList<>();
    receiver.ifPresent(arguments::add);
    for (Expression argument : call.arguments()) {
      arguments.add(evaluate(argument, frame));
    }
    List<Origin> origins = frame.at(call.origin());
    if (receiver.isPresent() && receiver.get() instanceof Denotation.Sequence list) {
      return ofList(call, list.elements(), arguments, origins);
    }
    if (Intrinsics.isPrimitiveOwner(call.owner()) && !isStruct(receiver)) {
      at(origins, frame.prefix());
      return intrinsics.apply(builder, call, arguments, origins);
    }
    if (call.arguments().isEmpty() && isStruct(receiver) && isStep(call.owner())) {
      return ((Denotation.Struct) receiver.orElseThrow()).component(call.method());
    }
    return inline(call, receiver, arguments, origins, frame);
  }

  private static Denotation ofList(
      Expression.Call call,
      List<Denotation> elements,
      List<Denotation> arguments,
      List<Origin> origins) {
    return switch (call.method()) {
      case "size" -> new Denotation.Known(elements.size(), true);
      case "getFirst" -> element(call, elements, new Denotation.Known(0, true), origins);
      case "getLast" ->
          element(call, elements, new Denotation.Known(elements.size() - 1, true), origins);
      default -> element(call, elements, arguments.get(1), origins);
    };
  }

  private static Denotation element(
      Expression.Call call, List<Denotation> elements, Denotation position, List<Origin> origins) {
    if (position instanceof Denotation.Known index
        && index.value() >= 0
        && index.value() < elements.size()) {
      return elements.get((int) index.value());
    }
    throw new DerivationException(
        Code.UnsupportedExpression,
        origins,
        call.origin().text(),
        elements.isEmpty()
            ? "this list is empty here"
            : "give a constant from 0 to " + (elements.size() - 1));
  }

  private static boolean isStruct(Optional<Denotation> receiver) {
    return receiver.isPresent() && receiver.get() instanceof Denotation.Struct;
  }

  private static boolean isStep(String owner) {
    return owner.equals(Lowering.STEP);
  }

  private Denotation inline(
      Expression.Call call,
      Optional<Denotation> receiver,
      List<Denotation> arguments,
      List<Origin> origins,
      Frame frame) {
    Function function =
        owners(call, receiver)
            .map(name -> body(name, call.key()))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(
                () ->
                    new DerivationException(
                        Code.NoReadableBody, origins, call.owner() + "." + call.method()));
    if (frame.callers().size() >= DEEPEST_CALL) {
      throw new DerivationException(Code.RecursiveCall, origins, call.method());
    }
    Optional<String> component = componentOf(call);
    String prefix = component.map(c -> prefixed(frame.prefix(), c)).orElse(frame.prefix());
    Frame inner = new Frame(function.key(), receiver, prefix, new HashMap<>(), origins);
    int mark = builder.size();
    Denotation result =
        run(
            function,
            receiver.isPresent() ? arguments.subList(1, arguments.size()) : arguments,
            inner);
    nameResult(result, mark, resultName(component, call.method(), frame.prefix()));
    return result;
  }

  /**
   * Where the body may be: in the class that the receiver is of, then in the one it is declared by.
   */
  private static Stream<String> owners(Expression.Call call, Optional<Denotation> receiver) {
    return receiver.isPresent() && receiver.get() instanceof Denotation.Struct struct
        ? Stream.of(struct.type(), call.owner()).distinct()
        : Stream.of(call.owner());
  }

  private Optional<Function> body(String owner, String key) {
    Optional<Function> body =
        definitions.find(owner).functions().stream().filter(f -> f.key().equals(key)).findFirst();
    body.ifPresent(f -> used.add(owner));
    return body;
  }

  /** {@code first.apply(x)} is called {@code first}, {@code trunk(x)} {@code trunk}. */
  private static String resultName(Optional<String> component, String method, String prefix) {
    if (component.isEmpty()) {
      return prefixed(prefix, method);
    }
    String name = prefixed(prefix, component.get());
    return method.equals("apply") ? name : prefixed(name, method);
  }

  private static Optional<String> componentOf(Expression.Call call) {
    return call.receiver()
        .filter(Expression.ComponentAccess.class::isInstance)
        .map(r -> ((Expression.ComponentAccess) r).component());
  }

  private Denotation create(Expression.New creation, Frame frame) {
    Definition definition = definitions.find(creation.type());
    used.add(definition.name());
    SequencedMap<String, Denotation> components = new LinkedHashMap<>();
    for (int i = 0; i < creation.arguments().size(); i++) {
      Denotation component = evaluate(creation.arguments().get(i), frame);
      components.put(definition.components().get(i).name(), stored(component));
    }
    return new Denotation.Struct(definition.name(), components);
  }

  /** A number that the program computes from its constants is a component like any other. */
  private static Denotation stored(Denotation component) {
    return component instanceof Denotation.Constant constant
            && !(constant.number() instanceof Condition.Amount.Component)
        ? new Denotation.Tensor(constant.value())
        : component;
  }

  private Denotation operate(Expression.Operator operator, Frame frame) {
    Denotation left = evaluate(operator.left(), frame);
    Optional<Denotation> right = operator.right().map(r -> evaluate(r, frame));
    List<Origin> origins = frame.at(operator.origin());
    at(origins, frame.prefix());
    return Constants.operate(builder, decisions, operator, left, right, origins);
  }

  private void at(List<Origin> origins, String prefix) {
    builder.at(new Provenance(origins, Provenance.Role.PRIMAL), prefix);
  }

  private void nameResult(Denotation denotation, int mark, String name) {
    Optional<Value> value =
        switch (denotation) {
          case Denotation.Tensor tensor -> Optional.of(tensor.value());
          case Denotation.Constant constant -> Optional.of(constant.value());
          default -> Optional.empty();
        };
    value.filter(v -> builder.producedSince(mark, v)).ifPresent(v -> v.rename(name));
  }

  private static String prefixed(String prefix, String name) {
    return prefix.isEmpty()
        ? name
        : prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
