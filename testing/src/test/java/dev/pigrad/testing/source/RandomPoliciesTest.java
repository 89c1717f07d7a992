package dev.pigrad.testing.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pigrad.distribution.Gaussian;
import dev.pigrad.lang.Noise;
import dev.pigrad.nn.Linear;
import dev.pigrad.testing.EveryProduct;
import dev.pigrad.testing.Seed;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/** Well-formed policies at random: accepted, and what is derived is what the body says. */
@AddLifecycleHook(value = Seed.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
final class RandomPoliciesTest {
  private static final int SAMPLES = 600;
  private static final Pattern WORD = Pattern.compile("\\w+");

  @Property(tries = 50)
  void isDerivedAsItsBodySays(@ForAll(supplier = RandomPolicy.Any.class) RandomPolicy policy)
      throws ReflectiveOperationException {
    Compiled compiled = Compiled.withPigrad(Map.of("example.Made", policy.text()));
    assertEquals(List.of(), compiled.errors());
    EveryProduct.check(
        compiled.loader().loadClass("example.Made").asSubclass(Record.class),
        Map.of("reach", 1.25, "isDeep", policy.head() % 2 == 0),
        policy.isSmooth(),
        policy.head());
  }

  @Example
  void everyMethodOfTheLanguageOccurs() {
    Set<Method> missing = new HashSet<>(LanguageCalls.ALL);
    samples().flatMap(p -> p.bodies().stream()).forEach(b -> missing.removeAll(b.called()));
    assertEquals(Set.of(), missing);
  }

  @Example
  void everyLayerDistributionAndVariateOccurs() throws IOException {
    Set<String> missing = new HashSet<>(LanguageCalls.SHAPED);
    missing.addAll(records(Linear.class));
    missing.addAll(records(Gaussian.class));
    Arrays.stream(Noise.class.getDeclaredMethods())
        .filter(m -> !Modifier.isStatic(m.getModifiers()) && !m.isSynthetic())
        .forEach(m -> missing.add(m.getName()));
    samples()
        .map(RandomPolicy::text)
        .forEach(
            text -> WORD.matcher(text).results().map(MatchResult::group).forEach(missing::remove));
    assertEquals(Set.of(), missing);
  }

  private static Stream<RandomPolicy> samples() {
    return new RandomPolicy.Any().get().sampleStream().limit(SAMPLES);
  }

  /** The records beside one on the class path. */
  private static Set<String> records(Class<?> one) throws IOException {
    try (var files =
        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, null)) {
      Iterable<JavaFileObject> found =
          files.list(
              StandardLocation.CLASS_PATH,
              one.getPackageName(),
              EnumSet.of(JavaFileObject.Kind.CLASS),
              false);
      return StreamSupport.stream(found.spliterator(), false)
          .map(file -> file.getName().replaceAll(".*[/\\\\(]|\\.class.*", ""))
          .filter(name -> isRecord(one.getPackageName() + "." + name))
          .collect(Collectors.toSet());
    }
  }

  private static boolean isRecord(String name) {
    try {
      Class<?> type = Class.forName(name, false, Linear.class.getClassLoader());
      return type.isRecord() && !type.isMemberClass();
    } catch (ClassNotFoundException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
