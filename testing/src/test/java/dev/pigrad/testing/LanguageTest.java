package dev.pigrad.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.lang.Index;
import dev.pigrad.lang.Matrix;
import dev.pigrad.lang.Noise;
import dev.pigrad.lang.Ops;
import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Vector;
import dev.pigrad.testing.policy.EveryQuantity;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The policies of the properties leave nothing of the language out. */
final class LanguageTest {
  /** They give or take tangents, and make values from what no derived code has: arrays. */
  private static final Set<String> ONLY_EAGER = Set.of("withTangents", "of");

  @Test
  void everyMethodOfTheLanguageIsCalledByAPolicyOfTheProperties() {
    Set<String> missing = language();
    Stream.concat(policies(), Stream.of(EveryQuantity.class))
        .flatMap(LanguageTest::withNested)
        .forEach(type -> missing.removeAll(calls(type)));
    assertEquals(Set.of(), missing);
  }

  private static Stream<Class<?>> policies() {
    return Arrays.stream(PoliciesTest.class.getDeclaredClasses())
        .filter(PolicyProperties.class::isAssignableFrom)
        .map(suite -> Subject.of(suite, PolicyProperties.class).type());
  }

  private static Set<String> language() {
    return Stream.of(Ops.class, Scalar.class, Vector.class, Matrix.class, Noise.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(m -> Modifier.isPublic(m.getModifiers()) && isValue(m.getReturnType()))
        .filter(m -> !ONLY_EAGER.contains(m.getName()))
        .map(LanguageTest::signature)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isValue(Class<?> type) {
    return Set.of(Scalar.class, Vector.class, Matrix.class, Index.class).contains(type);
  }

  private static String signature(Method method) {
    return method.getDeclaringClass().getSimpleName()
        + "."
        + method.getName()
        + Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(",", "(", ")"));
  }

  private static Stream<Class<?>> withNested(Class<?> type) {
    return Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses()));
  }

  private static Set<String> calls(Class<?> type) {
    return methods(type).stream()
        .flatMap(method -> method.code().stream())
        .flatMap(CodeModel::elementStream)
        .filter(InvokeInstruction.class::isInstance)
        .map(InvokeInstruction.class::cast)
        .map(LanguageTest::signature)
        .collect(Collectors.toSet());
  }

  private static List<MethodModel> methods(Class<?> type) {
    String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream bytes = type.getResourceAsStream(file)) {
      return ClassFile.of().parse(bytes.readAllBytes()).methods();
    } catch (IOException broken) {
      throw new IllegalStateException("cannot read " + file, broken);
    }
  }

  private static String signature(InvokeInstruction call) {
    String owner = call.owner().asSymbol().displayName();
    MethodTypeDesc type = call.typeSymbol();
    return owner
        + "."
        + call.name().stringValue()
        + type.parameterList().stream()
            .map(ClassDesc::displayName)
            .collect(Collectors.joining(",", "(", ")"));
  }
}
