package dev.pigrad.processor.lower;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.DerivationException;
import dev.pigrad.processor.ir.Builder;
import dev.pigrad.processor.ir.Equation;
import dev.pigrad.processor.ir.Provenance;
import dev.pigrad.processor.ir.Type;
import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Condition;
import dev.pigrad.processor.plan.PolicyPlan.ConstantPlan;
import dev.pigrad.processor.plan.PolicyPlan.LeafPlan;
import dev.pigrad.processor.plan.PolicyPlan.ParameterPlan;
import dev.pigrad.processor.plan.Source;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.read.DistributionRecords;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.FormalParameter;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Definition.InitialRef;
import dev.pigrad.processor.source.Origin;
import dev.pigrad.processor.source.TypeRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * One record being lowered: its leaves from outside, and the equations of each entry point that is
 * called.
 */
public final class Lowering {
  static final String STEP = "dev.pigrad.lang.Step";
  private static final String UNNAMED = "";
  private static final String ACTION = "action";

  private final Definitions definitions;
  private final Instances instances;
  private final Interpreter interpreter;
  private final Definition record;
  private final Map<Value, Source> sources = new LinkedHashMap<>();
  private final List<ParameterPlan> parameters = new ArrayList<>();
  private long entries;
  private final List<Definition.Component> parameterOwners = new ArrayList<>();
  private final List<ConstantPlan> constants = new ArrayList<>();
  private final SequencedMap<String, LeafPlan> inputs = new LinkedHashMap<>();
  private final List<LeafPlan> noise = new ArrayList<>();
  private Builder builder;

  /**
   * Prepares {@code record}, whose components become parameters and constants.
   *
   * @param decisions on conditions that its constants decide
   */
  public Lowering(Definitions definitions, Definition record, Decisions decisions) {
    this.definitions = definitions;
    this.instances = new Instances(definitions);
    this.record = record;
    this.builder = freshBuilder();
    this.interpreter =
        new Interpreter(definitions, new Intrinsics(this::variate), decisions, builder);
  }

  /** What an entry point returned, and the equations that it took. */
  public record Result(Denotation denotation, List<Equation> equations) {
    /** The only value of a scalar result. */
    public Value value() {
      return ((Denotation.Tensor) denotation).value();
    }
  }

  /** The record itself: parameters and constants as leaves. */
  public Denotation.Struct self() {
    SequencedMap<String, Denotation> components = new LinkedHashMap<>();
    for (Definition.Component component : record.components()) {
      components.put(
          component.name(),
          instances.of(
              component.type(),
              component.name(),
              Instances.Bindings.NONE,
              Instances.Said.of(component),
              component.origin(),
              new ParameterLeaves(component)));
    }
    return new Denotation.Struct(record.name(), components);
  }

  /** Calls a method of {@code self}. */
  public Result call(Denotation.Struct self, Function function, List<Denotation> arguments) {
    builder = freshBuilder();
    interpreter.appendTo(builder);
    Denotation denotation = interpreter.call(self, function, arguments);
    builder.equations().forEach(Lowering::requireArray);
    return new Result(materialised(denotation, function), builder.equations());
  }

  /** The numbers of a value lie in an array. */
  private static void requireArray(Equation equation) {
    Type type = equation.result().type();
    if (type.kind() == Type.Kind.REAL && type.entries() == Integer.MAX_VALUE) {
      List<Origin> origins = equation.provenance().origins();
      throw new DerivationException(Code.TooLarge, origins, origins.getFirst().text());
    }
  }

  /** Arguments for the parameters of a policy's method: columns of the batch, shared by name. */
  public List<Denotation> inputsOf(Function function) {
    return function.parameters().stream().map(this::inputOf).toList();
  }

  /** The same for a free-form density, whose last parameter is the action. */
  public List<Denotation> argumentsOf(Function density, List<LeafPlan> action) {
    List<FormalParameter> parameters = density.parameters();
    List<Denotation> arguments = new ArrayList<>();
    parameters.subList(0, parameters.size() - 1).forEach(p -> arguments.add(inputOf(p)));
    arguments.add(actionOf(parameters.getLast(), ACTION, Instances.Bindings.NONE, action));
    return arguments;
  }

  private Denotation inputOf(FormalParameter parameter) {
    return columns(
        parameter.type(),
        parameter.name(),
        Instances.Bindings.NONE,
        parameter.origin(),
        this::input);
  }

  /** Whether a record is a distribution that has the method, or is made of such distributions. */
  public boolean offers(Denotation.Struct distribution, String method) {
    Definition definition = definitions.find(distribution.type());
    return DistributionRecords.isPlain(definition)
        ? functionNamed(definition, method).isPresent()
        : distribution.components().values().stream()
            .allMatch(part -> part instanceof Denotation.Struct s && offers(s, method));
  }

  /**
   * Calls a method of a distribution. Of a record of distributions, each part is called: the parts
   * are independent, so their log-probabilities, entropies and divergences add up, and an action is
   * a record of actions.
   */
  public Result callDistribution(
      Denotation.Struct distribution, String method, List<Denotation> arguments) {
    builder = freshBuilder();
    interpreter.appendTo(builder);
    Denotation result = callParts(distribution, method, arguments);
    return new Result(result, builder.equations());
  }

  private Denotation callParts(
      Denotation.Struct distribution, String method, List<Denotation> arguments) {
    Definition definition = definitions.find(distribution.type());
    if (DistributionRecords.isPlain(definition)) {
      Function function = functionNamed(definition, method).orElseThrow();
      return materialised(interpreter.call(distribution, function, arguments), function);
    }
    SequencedMap<String, Denotation> results = new LinkedHashMap<>();
    for (String name : distribution.components().sequencedKeySet()) {
      List<Denotation> ofPart =
          arguments.stream()
              .map(a -> a instanceof Denotation.Struct struct ? struct.component(name) : a)
              .toList();
      Denotation.Struct part = (Denotation.Struct) distribution.component(name);
      results.put(name, callParts(part, method, ofPart));
    }
    boolean isAction = method.equals("sample") || method.equals("mode");
    return isAction ? new Denotation.Struct(definition.name(), results) : sum(results, method);
  }

  private Denotation sum(SequencedMap<String, Denotation> results, String method) {
    Value sum =
        results.values().stream()
            .map(part -> ((Denotation.Tensor) part).value())
            .reduce(builder::add)
            .orElseThrow();
    sum.rename(method);
    return new Denotation.Tensor(sum);
  }

  /** The action of a distribution of {@code type}: what its logProb takes. */
  public List<LeafPlan> action(TypeRef.RecordRef type, List<Denotation> result) {
    List<LeafPlan> leaves = new ArrayList<>();
    result.add(action(type, ACTION, Instances.Bindings.NONE, leaves));
    return leaves;
  }

  private Denotation action(
      TypeRef.RecordRef type, String path, Instances.Bindings outer, List<LeafPlan> leaves) {
    Definition definition = definitions.find(type.name());
    Instances.Bindings bindings = Instances.Bindings.of(definition, type, outer);
    if (DistributionRecords.isPlain(definition)) {
      Function logProb = functionNamed(definition, "logProb").orElseThrow();
      return actionOf(logProb.parameters().getFirst(), path, bindings, leaves);
    }
    SequencedMap<String, Denotation> parts = new LinkedHashMap<>();
    for (Definition.Component component : definition.components()) {
      parts.put(
          component.name(),
          action(
              (TypeRef.RecordRef) component.type(),
              Denotation.join(path, component.name()),
              bindings,
              leaves));
    }
    return new Denotation.Struct(definition.name(), parts);
  }

  private Denotation actionOf(
      FormalParameter parameter, String root, Instances.Bindings bindings, List<LeafPlan> leaves) {
    return columns(
        parameter.type(),
        root,
        bindings,
        parameter.origin(),
        (path, leafType) -> {
          Value value = source(path, leafType, new Source.Action(leaves.size()));
          leaves.add(leaf(path, value));
          return value;
        });
  }

  /** The behaviour policy's distribution: the same structure with columns for its leaves. */
  public Denotation old(Denotation distribution, List<Value> leaves) {
    return replaceLeaves(
        distribution,
        value -> {
          int position = leaves.indexOf(value);
          return position < 0
              ? value
              : source(
                  "old." + value.name(), value.type().withBatched(true), new Source.Old(position));
        });
  }

  /** The structure with every leaf replaced. */
  public static Denotation replaceLeaves(Denotation denotation, UnaryOperator<Value> replacement) {
    return switch (denotation) {
      case Denotation.Tensor tensor -> new Denotation.Tensor(replacement.apply(tensor.value()));
      case Denotation.Struct struct -> {
        SequencedMap<String, Denotation> components = new LinkedHashMap<>();
        struct
            .components()
            .forEach((name, part) -> components.put(name, replaceLeaves(part, replacement)));
        yield new Denotation.Struct(struct.type(), components);
      }
      case Denotation.Sequence sequence ->
          new Denotation.Sequence(
              sequence.elements().stream().map(e -> replaceLeaves(e, replacement)).toList());
      default -> denotation;
    };
  }

  /** The step that a surrogate's methods take, and its further scalars by name. */
  public List<Denotation> stepArguments(
      Function function, Denotation step, SequencedMap<String, Denotation> extras) {
    return function.parameters().stream()
        .map(
            p ->
                p.type() instanceof TypeRef.StepRef
                    ? step
                    : extras.computeIfAbsent(p.name(), name -> extra(name, extras.size())))
        .toList();
  }

  /** A step whose quantities are columns. */
  public Denotation step(SequencedMap<String, String> quantities) {
    SequencedMap<String, Denotation> components = new LinkedHashMap<>();
    quantities.forEach(
        (accessor, quantity) ->
            components.put(
                accessor,
                new Denotation.Tensor(
                    source(accessor, Type.real(List.of(), true), new Source.Step(quantity)))));
    return new Denotation.Struct(STEP, components);
  }

  private Denotation extra(String name, int position) {
    return new Denotation.Tensor(
        source(name, Type.real(List.of(), true), new Source.Extra(position)));
  }

  /** Adds a value from outside. */
  public Value source(String path, Type type, Source source) {
    Value value = new Value(path, type);
    sources.put(value, source);
    return value;
  }

  private interface Column {
    Value make(String path, Type type);
  }

  private Denotation columns(
      TypeRef type, String path, Instances.Bindings bindings, Origin origin, Column column) {
    return instances.of(
        type,
        path,
        bindings,
        Instances.Said.NOTHING,
        origin,
        new Instances.Leaves() {
          @Override
          public Denotation tensor(String leafPath, Type leafType, Instances.Said said) {
            if (leafType.isMatrix()) {
              throw new DerivationException(Code.ForeignComponentType, List.of(origin), leafPath);
            }
            return new Denotation.Tensor(column.make(leafPath, leafType.withBatched(true)));
          }

          @Override
          public Denotation constant(String leafPath, TypeRef leafType, Origin leafOrigin) {
            throw new DerivationException(Code.ForeignComponentType, List.of(origin), leafPath);
          }

          @Override
          public DerivationException openList(String leafPath, Origin leafOrigin) {
            return new DerivationException(Code.OpenLength, List.of(origin), leafPath);
          }
        });
  }

  private Value input(String path, Type type) {
    return inputs
        .computeIfAbsent(path, p -> leaf(path, source(path, type, new Source.Input(inputs.size()))))
        .value();
  }

  private Value variate(String kind, Type type) {
    String path = "noise." + noise.size();
    Value value = source(path, type, new Source.Noise(noise.size()));
    noise.add(new LeafPlan(path, kind, type.shape(), value));
    return value;
  }

  /** The plan of a leaf under its path. */
  public static LeafPlan leaf(String path, Value value) {
    return new LeafPlan(path, value.type().kind().name(), value.type().shape(), value);
  }

  /**
   * A result that the body knows as a number becomes a constant of the program, a parameter that is
   * a matrix its entries: no column holds matrices.
   */
  private Denotation materialised(Denotation denotation, Function function) {
    if (denotation instanceof Denotation.Known || denotation instanceof Denotation.Constant) {
      builder.at(new Provenance(List.of(function.origin()), Provenance.Role.PRIMAL), UNNAMED);
      return new Denotation.Tensor(Constants.scalar(builder, denotation));
    }
    return replaceLeaves(denotation, new Matrices(builder)::flat);
  }

  private Builder freshBuilder() {
    Origin origin = new Origin(record.file(), 1, record.name());
    return new Builder(new Provenance(List.of(origin), Provenance.Role.PRIMAL));
  }

  /** Makes parameters and constants of a component of the record. */
  private final class ParameterLeaves implements Instances.Leaves {
    private final Definition.Component owner;

    ParameterLeaves(Definition.Component owner) {
      this.owner = owner;
    }

    @Override
    public Denotation tensor(String path, Type type, Instances.Said said) {
      InitialRef initial = said.initial();
      if (type.kind() != Type.Kind.REAL) {
        throw new DerivationException(
            Code.ForeignComponentType, List.of(owner.origin()), owner.name());
      }
      Value value = source(path, type, new Source.Parameter(parameters.size()));
      boolean isDefault = initial.equals(InitialRef.DEFAULT);
      String scheme = isDefault ? (type.isMatrix() ? "ORTHOGONAL" : "CONSTANT") : initial.scheme();
      double number = isDefault ? (type.isMatrix() ? 1 : 0) : initial.value();
      parameters.add(new ParameterPlan(path, type.shape(), scheme, number, said.isFrozen()));
      parameterOwners.add(owner);
      requireArray(type);
      return new Denotation.Tensor(value);
    }

    /** All parameters lie in one array. */
    private void requireArray(Type added) {
      entries += added.entries();
      if (entries >= Integer.MAX_VALUE) {
        throw new DerivationException(Code.TooLarge, List.of(owner.origin()), owner.name());
      }
    }

    @Override
    public DerivationException openList(String path, Origin origin) {
      return new DerivationException(Code.OpenLength, List.of(owner.origin()), path);
    }

    @Override
    public Denotation constant(String path, TypeRef type, Origin origin) {
      constants.add(new ConstantPlan(path, type));
      return switch (type) {
        case TypeRef.EnumRef(String name) -> new Denotation.Choice(path, name);
        case TypeRef.ConstantRef(TypeRef.ConstantKind kind)
            when kind == TypeRef.ConstantKind.BOOLEAN ->
            new Denotation.Flag(path);
        default ->
            new Denotation.Constant(
                source(path, Type.CONSTANT, new Source.Constant(path)),
                new Condition.Amount.Component(path));
      };
    }
  }

  /** Values from outside, in the order in which they came up. */
  public Map<Value, Source> sources() {
    return sources;
  }

  /** The values of the parameters, by position. */
  public List<Value> parameterValues() {
    return sources.entrySet().stream()
        .filter(e -> e.getValue() instanceof Source.Parameter)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The values of the parameters that have a gradient. */
  public List<Value> trainableValues() {
    List<Value> all = parameterValues();
    return IntStream.range(0, all.size())
        .filter(i -> !parameters.get(i).isFrozen())
        .mapToObj(all::get)
        .toList();
  }

  /** The parameters, by position. */
  public List<ParameterPlan> parameters() {
    return parameters;
  }

  /** The component of the record that a parameter belongs to. */
  public Definition.Component ownerOf(int parameter) {
    return parameterOwners.get(parameter);
  }

  /** The columns that the policy reads. */
  public List<LeafPlan> inputs() {
    return List.copyOf(inputs.values());
  }

  /** The columns of variates that {@code sample} reads. */
  public List<LeafPlan> noise() {
    return noise;
  }

  /** The constant components. */
  public List<ConstantPlan> constants() {
    return constants;
  }

  /** The classes that the program is composed from. */
  public Set<String> used() {
    return interpreter.used();
  }

  /** A method of a record by name. */
  public static Optional<Function> functionNamed(Definition definition, String name) {
    return definition.functions().stream().filter(f -> f.name().equals(name)).findFirst();
  }
}
