package dev.pigrad.testing.mutation;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes all mutants of a class into it at once, each behind the question whether it is the one
 * that is alive, so that hundreds of them share one loaded, compiled, warm class.
 */
final class Mutator {
  private static final ClassDesc ACTIVE = ClassDesc.of(Active.class.getName());
  private static final String IR = "dev.pigrad.processor.ir.";
  private static final ClassDesc BUILDER = ClassDesc.of(IR + "Builder");
  private static final ClassDesc VALUE = ClassDesc.of(IR + "Value");
  private static final ClassDesc TYPE = ClassDesc.of(IR + "Type");
  private static final ClassDesc OPTIONAL = ClassDesc.of("java.util.Optional");
  private static final Set<String> VECTORS = Set.of("FloatVector", "DoubleVector");
  private static final List<String> ORIENTATIONS = List.of("rowMajor", "transposed");

  private final List<Mutant> mutants = new ArrayList<>();
  private final Map<String, Integer> kinds = new HashMap<>();
  private final int mostOfAKind;

  /**
   * A mutator.
   *
   * @param mostOfAKind how often one change is made in one method: unrolled kernels repeat
   *     themselves
   */
  Mutator(int mostOfAKind) {
    this.mostOfAKind = mostOfAKind;
  }

  /** All mutants so far. */
  List<Mutant> mutants() {
    return List.copyOf(mutants);
  }

  /** The class with its mutants in it. */
  byte[] mutate(byte[] original, ClassLoader loader) {
    ClassFile format =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)));
    ClassModel model = format.parse(original);
    String type = model.thisClass().asSymbol().displayName();
    return format.transformClass(
        model,
        ClassTransform.transformingMethods(
            method -> !method.methodName().stringValue().startsWith("<"),
            (builder, element) -> {
              if (element instanceof CodeModel code) {
                MethodModel method = code.parent().orElseThrow();
                builder.transformCode(code, new Sites(type, method));
              } else {
                builder.with(element);
              }
            }));
  }

  /** The sites of a method. */
  private final class Sites implements CodeTransform {
    private final String type;
    private final MethodModel method;

    /** The lengths of the arrays of operands that are not applied yet. */
    private final Deque<Object> operands = new ArrayDeque<>();

    private @Nullable Object constant;
    private boolean isEmpty;
    private int line;

    Sites(String type, MethodModel method) {
      this.type = type;
      this.method = method;
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      write(code, element);
      if (element instanceof Instruction) {
        isEmpty = element instanceof InvokeInstruction call && call.name().equalsString("empty");
      }
    }

    private void write(CodeBuilder code, CodeElement element) {
      switch (element) {
        case LineNumber number -> {
          line = number.line();
          code.with(element);
        }
        case ConstantInstruction loaded -> {
          constant = loaded.constantValue();
          code.with(element);
        }
        case NewReferenceArrayInstruction array -> {
          if (array.componentType().asSymbol().equals(VALUE)) {
            operands.push(Objects.requireNonNullElse(constant, "unknown"));
          }
          code.with(element);
        }
        case InvokeInstruction call -> call(code, call);
        case OperatorInstruction operator -> operator(code, operator);
        case ArrayStoreInstruction store -> store(code, store);
        case BranchInstruction branch -> branch(code, branch);
        case ReturnInstruction result -> result(code, result);
        default -> code.with(element);
      }
    }

    private void call(CodeBuilder code, InvokeInstruction call) {
      String owner = call.owner().asSymbol().displayName();
      String name = call.name().stringValue();
      if (owner.equals("Builder")) {
        builderCall(code, call, name);
      } else if (owner.equals("Primitive") && name.equals("sum")) {
        Alternatives ways = new Alternatives(code, call);
        ways.add(
            "drops the second term",
            c ->
                c.invokestatic(ACTIVE, "first", MethodTypeDesc.of(OPTIONAL, OPTIONAL, OPTIONAL))
                    .swap()
                    .pop());
        ways.end();
      } else if (owner.equals("Weight") && ORIENTATIONS.contains(name)) {
        Alternatives ways = new Alternatives(code, call);
        String other = ORIENTATIONS.get(1 - ORIENTATIONS.indexOf(name));
        ClassDesc weight = call.owner().asSymbol();
        ways.add(
            name + " becomes " + other, c -> c.invokevirtual(weight, other, call.typeSymbol()));
        ways.end();
      } else if (VECTORS.contains(owner)) {
        vectorCall(code, call, name);
      } else {
        code.with(call);
      }
    }

    private void builderCall(CodeBuilder code, InvokeInstruction call, String name) {
      Alternatives ways = new Alternatives(code, call);
      MethodTypeDesc binary = MethodTypeDesc.of(VALUE, VALUE, VALUE);
      switch (name) {
        case "add" -> {
          ways.add("add becomes subtract", c -> c.invokevirtual(BUILDER, "subtract", binary));
          ways.add("add drops its second term", c -> c.pop().swap().pop());
        }
        case "subtract" -> {
          ways.add("subtract becomes add", c -> c.invokevirtual(BUILDER, "add", binary));
          ways.add("subtract is turned round", c -> c.swap().invokevirtual(BUILDER, name, binary));
        }
        case "multiply" -> {
          ways.add("multiply drops its second factor", c -> c.pop().swap().pop());
          ways.add("multiply becomes divide", c -> c.invokevirtual(BUILDER, "divide", binary));
        }
        case "divide" -> {
          ways.add("divide becomes multiply", c -> c.invokevirtual(BUILDER, "multiply", binary));
          ways.add("divide is turned round", c -> c.swap().invokevirtual(BUILDER, name, binary));
        }
        case "constant" -> {
          if (call.typeSymbol().parameterList().equals(List.of(CD_double, TYPE))) {
            ways.prefix(
                "a constant is one more",
                c -> c.dup_x2().pop().loadConstant(1.0).dadd().dup2_x1().pop2());
          }
        }
        case "negate" -> ways.add("negate does nothing", c -> c.swap().pop());
        case "apply" -> {
          if (!Set.of(0, 1).contains(Objects.requireNonNullElse(operands.poll(), "unknown"))) {
            ways.add(
                "operands are turned round",
                c ->
                    c.invokestatic(
                            ACTIVE,
                            "reversed",
                            MethodTypeDesc.of(CD_Object.arrayType(), CD_Object.arrayType()))
                        .checkcast(VALUE.arrayType())
                        .with(call));
          }
        }
        default -> {}
      }
      ways.end();
    }

    private void vectorCall(CodeBuilder code, InvokeInstruction call, String name) {
      Alternatives ways = new Alternatives(code, call);
      String signature = call.typeSymbol().descriptorString();
      boolean isBinary = signature.startsWith("(Ljdk/incubator/vector/Vector;)");
      ClassDesc owner = call.owner().asSymbol();
      MethodTypeDesc same = call.typeSymbol();
      switch (name) {
        case "add" -> {
          if (isBinary) {
            ways.add("add becomes sub", c -> c.invokevirtual(owner, "sub", same));
            ways.add("add drops its second term", CodeBuilder::pop);
          }
        }
        case "sub" -> {
          if (isBinary) {
            ways.add("sub becomes add", c -> c.invokevirtual(owner, "add", same));
          }
        }
        case "mul" -> {
          if (isBinary) {
            ways.add("mul drops its second factor", CodeBuilder::pop);
          }
        }
        case "div" -> {
          if (isBinary) {
            ways.add("div becomes mul", c -> c.invokevirtual(owner, "mul", same));
          }
        }
        case "fma" -> {
          if (same.parameterCount() == 2 && !same.parameterType(0).isPrimitive()) {
            ways.add("fma drops its product", c -> c.dup_x2().pop().pop().pop());
            ways.add("fma drops its first factor", c -> c.swap().pop().swap().pop());
          }
        }
        case "intoArray" -> {
          if (same.parameterCount() == 2) {
            ways.add("a vector is not stored", c -> c.pop().pop().pop());
          }
        }
        default -> {}
      }
      ways.end();
    }

    private void operator(CodeBuilder code, OperatorInstruction operator) {
      Alternatives ways = new Alternatives(code, operator);
      switch (operator.opcode()) {
        case FADD -> ways.add("+ becomes −", CodeBuilder::fsub);
        case DADD -> ways.add("+ becomes −", CodeBuilder::dsub);
        case FSUB -> ways.add("− becomes +", CodeBuilder::fadd);
        case DSUB -> ways.add("− becomes +", CodeBuilder::dadd);
        case FMUL -> ways.add("× drops its second factor", CodeBuilder::pop);
        case DMUL -> ways.add("× drops its second factor", CodeBuilder::pop2);
        case FDIV -> ways.add("÷ becomes ×", CodeBuilder::fmul);
        case DDIV -> ways.add("÷ becomes ×", CodeBuilder::dmul);
        case FNEG, DNEG -> ways.add("sign is kept", c -> {});
        default -> {}
      }
      ways.end();
    }

    private void store(CodeBuilder code, ArrayStoreInstruction store) {
      Alternatives ways = new Alternatives(code, store);
      if (store.typeKind() == TypeKind.FLOAT) {
        ways.add("an entry is not stored", c -> c.pop().pop2());
      } else if (store.typeKind() == TypeKind.DOUBLE) {
        ways.add("an entry is not stored", c -> c.pop2().pop2());
      }
      ways.end();
    }

    /** A loop that ends one early: its condition is a comparison with a forward exit. */
    private void branch(CodeBuilder code, BranchInstruction branch) {
      Alternatives ways = new Alternatives(code, branch);
      if (branch.opcode() == Opcode.IF_ICMPGE || branch.opcode() == Opcode.IF_ICMPLT) {
        ways.prefix("a loop ends one early", c -> c.iconst_1().isub());
      }
      ways.end();
    }

    /** What a rule returns, with the other sign and twice. */
    private void result(CodeBuilder code, ReturnInstruction result) {
      Alternatives ways = new Alternatives(code, result);
      int builder = builderSlot();
      ClassDesc type = method.methodTypeSymbol().returnType();
      if (builder >= 0 && !isEmpty && (type.equals(VALUE) || type.equals(OPTIONAL))) {
        MethodTypeDesc change = MethodTypeDesc.of(type, type, BUILDER);
        ways.prefix(
            "result has the other sign",
            c -> c.aload(builder).invokestatic(ACTIVE, "negated", change));
        ways.prefix(
            "result is doubled", c -> c.aload(builder).invokestatic(ACTIVE, "doubled", change));
      }
      ways.end();
    }

    private int builderSlot() {
      boolean isStatic = method.flags().has(AccessFlag.STATIC);
      int slot = isStatic ? 0 : 1;
      for (ClassDesc parameter : method.methodTypeSymbol().parameterList()) {
        if (parameter.equals(BUILDER)) {
          return slot;
        }
        slot += TypeKind.from(parameter).slotSize();
      }
      return -1;
    }

    /** What may stand in place of an instruction. */
    private final class Alternatives {
      private final CodeBuilder code;
      private final Instruction original;
      private final Label end;
      private boolean isMutated;

      Alternatives(CodeBuilder code, Instruction original) {
        this.code = code;
        this.original = original;
        this.end = code.newLabel();
      }

      /** Instead of it. */
      void add(String change, Consumer<CodeBuilder> instead) {
        mutant(
            change,
            c -> {
              instead.accept(c);
              c.goto_(end);
            });
        isMutated = true;
      }

      /** Before it. */
      void prefix(String change, Consumer<CodeBuilder> before) {
        mutant(change, before);
      }

      private void mutant(String change, Consumer<CodeBuilder> body) {
        String where = type + "." + method.methodName().stringValue() + " " + change;
        if (kinds.merge(where, 1, Integer::sum) > mostOfAKind) {
          return;
        }
        int id = mutants.size();
        mutants.add(new Mutant(id, type, name(), change, line));
        Label next = code.newLabel();
        code.getstatic(ACTIVE, "mutant", CD_int).loadConstant(id).if_icmpne(next);
        body.accept(code);
        code.labelBinding(next);
      }

      void end() {
        code.with(original);
        if (isMutated) {
          code.labelBinding(end);
        }
      }
    }

    /** {@code linearise}, also of a lambda in it. */
    private String name() {
      String name = method.methodName().stringValue();
      return name.startsWith("lambda$")
          ? name.substring("lambda$".length(), name.lastIndexOf('$'))
          : name;
    }
  }
}
