package dev.pigrad.processor.check;

import dev.pigrad.processor.diagnostic.Code;
import dev.pigrad.processor.diagnostic.Finding;
import dev.pigrad.processor.diagnostic.Origins;
import dev.pigrad.processor.read.Definitions;
import dev.pigrad.processor.read.Reading;
import dev.pigrad.processor.source.Definition;
import dev.pigrad.processor.source.Definition.Function;
import dev.pigrad.processor.source.Definition.Marker;
import dev.pigrad.processor.source.TypeRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a distribution may offer beside its log-probability has one form each. */
final class DistributionMethods implements Check {
  private static final Map<String, Form> FORMS =
      Map.of(
          "entropy", new Form("Scalar entropy()", f -> isScalar(f) && f.parameters().isEmpty()),
          "kl",
              new Form(
                  "Scalar kl(%1$s other)", f -> isScalar(f) && takes(f, TypeRef.RecordRef.class)),
          "sample", new Form("sample(Noise noise)", f -> takes(f, TypeRef.NoiseRef.class)),
          "mode", new Form("mode()", f -> f.parameters().isEmpty()));

  private final Definitions definitions;
  private final Origins origins;

  DistributionMethods(Definitions definitions, Origins origins) {
    this.definitions = definitions;
    this.origins = origins;
  }

  private record Form(String signature, Predicate<Function> fits) {}

  @Override
  public List<Finding> check(Reading reading) {
    return reading.definition().functions().stream()
        .filter(f -> f.marker() == Marker.ACTION_DISTRIBUTION)
        .flatMap(this::check)
        .toList();
  }

  private Stream<Finding> check(Function act) {
    if (!(act.result() instanceof TypeRef.RecordRef reference)) {
      return Stream.of();
    }
    Definition distribution = definitions.find(reference.name());
    return FORMS.entrySet().stream()
        .flatMap(form -> misfit(form.getKey(), form.getValue(), distribution, act).stream());
  }

  private Optional<Finding> misfit(String name, Form form, Definition distribution, Function act) {
    String simpleName = distribution.name().substring(distribution.name().lastIndexOf('.') + 1);
    return distribution.functions().stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .filter(f -> f.isStatic() || !form.fits.test(f))
        .map(
            f ->
                Finding.of(
                    Code.DistributionMethod,
                    origins.pathOf(f.origin()).isPresent() ? f.origin() : act.origin(),
                    name,
                    simpleName,
                    form.signature.formatted(simpleName)));
  }

  private static boolean isScalar(Function function) {
    return function.result() instanceof TypeRef.ScalarRef;
  }

  private static boolean takes(Function function, Class<? extends TypeRef> type) {
    return function.parameters().size() == 1
        && type.isInstance(function.parameters().getFirst().type());
  }
}
