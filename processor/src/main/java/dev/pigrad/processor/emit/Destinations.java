package dev.pigrad.processor.emit;

import dev.pigrad.processor.plan.Source;
import dev.pigrad.processor.plan.Stage;
import dev.pigrad.processor.plan.Write;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.List;
import java.util.Optional;

/** What is known of a destination by its kind. */
final class Destinations {
  private Destinations() {}

  /** Everything that the stages write to. */
  static List<Destination> of(List<Stage> stages) {
    return stages.stream()
        .flatMap(s -> s.writes().stream())
        .map(Write::destination)
        .distinct()
        .toList();
  }

  /** The source by which stages read what was written. */
  static Optional<Source> asSource(Destination destination) {
    return switch (destination) {
      case Destination.Step step -> Optional.of(new Source.Step(step.quantity()));
      case Destination.StepCotangent step -> Optional.of(new Source.StepCotangent(step.quantity()));
      case Destination.Extra extra -> Optional.of(new Source.Extra(extra.position()));
      case Destination.ExtraCotangent extra ->
          Optional.of(new Source.ExtraCotangent(extra.position()));
      case Destination.Action action -> Optional.of(new Source.Action(action.position()));
      case Destination.Old old -> Optional.of(new Source.Old(old.position()));
      case Destination.Cotangent cotangent -> Optional.of(new Source.Cotangent(cotangent.of()));
      case Destination.Gradient gradient -> Optional.empty();
      case Destination.Loss loss -> Optional.empty();
      case Destination.Reported reported -> Optional.empty();
      case Destination.Tangent tangent -> asSource(tangent.of()).map(Source.Tangent::new);
    };
  }

  /** Whether it is added to rather than set. */
  static boolean adds(Destination destination) {
    return switch (destination) {
      case Destination.Cotangent cotangent -> true;
      case Destination.Gradient gradient -> true;
      case Destination.Tangent tangent -> adds(tangent.of());
      case Destination.Step step -> false;
      case Destination.StepCotangent step -> false;
      case Destination.Extra extra -> false;
      case Destination.ExtraCotangent extra -> false;
      case Destination.Action action -> false;
      case Destination.Old old -> false;
      case Destination.Loss loss -> false;
      case Destination.Reported reported -> false;
    };
  }

  /** Whether only one stage ever writes to it, so that its buffer may hold a value of the tile. */
  static boolean hasOneWriter(Destination destination) {
    return switch (destination) {
      case Destination.Step step -> true;
      case Destination.StepCotangent step -> true;
      case Destination.Extra extra -> true;
      case Destination.ExtraCotangent extra -> true;
      case Destination.Loss loss -> true;
      case Destination.Reported reported -> true;
      case Destination.Tangent(Destination.Old old) -> true;
      case Destination.Tangent tangent -> hasOneWriter(tangent.of());
      case Destination.Cotangent cotangent -> false;
      case Destination.Gradient gradient -> false;
      case Destination.Action action -> false;
      case Destination.Old old -> false;
    };
  }
}
