package dev.pigrad.testing.property;

import dev.pigrad.runtime.Engine;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/**
 * One instance of a property: a policy of some size, and a seed for all numbers. It says in a
 * failure's report what to run again, and it shrinks to fewer rows and smaller sizes.
 *
 * @param model the policy
 * @param sizes its open dims
 * @param rows the rows of the batch
 * @param seed what parameters and batch are drawn from
 */
record Trial(Model model, Model.Sizes sizes, int rows, long seed) {

  /** The trial's policy, parameters and batch. */
  Setting on(Engine engine) {
    return Setting.of(this, engine);
  }

  private static Arbitrary<Trial> of(Set<Model> models, int largest, int mostRows) {
    var size = Arbitraries.integers().between(1, largest);
    return Combinators.combine(
            Arbitraries.of(models),
            Combinators.combine(size, size, size).as(Model.Sizes::new),
            Arbitraries.integers().between(1, mostRows),
            Arbitraries.longs().between(0, 1_000_000_000))
        .as(Trial::new)
        .withoutEdgeCases(); // else there would be edge cases only, all of one seed
  }

  /** Small enough for a derivative by dual numbers of every parameter. */
  static final class Small implements ArbitrarySupplier<Trial> {
    @Override
    public Arbitrary<Trial> get() {
      return of(EnumSet.allOf(Model.class), 6, 4);
    }
  }

  /** Small, of policies without {@code stopGradient}, whose gradients are those of a function. */
  static final class SmallWithoutStop implements ArbitrarySupplier<Trial> {
    @Override
    public Arbitrary<Trial> get() {
      return of(Model.WITHOUT_STOP, 6, 4);
    }
  }

  /** Small, of policies that draw actions. */
  static final class SmallWithSample implements ArbitrarySupplier<Trial> {
    @Override
    public Arbitrary<Trial> get() {
      return of(Model.WITH_SAMPLE, 6, 4);
    }
  }

  /** Small, of policies with a value function. */
  static final class SmallWithValue implements ArbitrarySupplier<Trial> {
    @Override
    public Arbitrary<Trial> get() {
      return of(Model.WITH_VALUE, 6, 4);
    }
  }

  /** Small, of policies with an entropy, a KL divergence and a mode. */
  static final class SmallWithKl implements ArbitrarySupplier<Trial> {
    @Override
    public Arbitrary<Trial> get() {
      return of(Model.WITH_KL, 6, 4);
    }
  }

  /** As {@link SmallWithKl}, but with few actions, so that an expectation is over few points. */
  static final class Narrow implements ArbitrarySupplier<Trial> {
    @Override
    public Arbitrary<Trial> get() {
      return of(Model.WITH_KL, 3, 2);
    }
  }

  /** More than a tile of rows. */
  static final class ManyRows implements ArbitrarySupplier<Trial> {
    @Override
    public Arbitrary<Trial> get() {
      return of(EnumSet.allOf(Model.class), 9, 200);
    }
  }

  /** More than a vector of lanes. */
  static final class Wide implements ArbitrarySupplier<Trial> {
    @Override
    public Arbitrary<Trial> get() {
      return of(EnumSet.allOf(Model.class), 40, 80);
    }
  }

  /** More than a vector of lanes, of policies with a KL divergence. */
  static final class WideWithKl implements ArbitrarySupplier<Trial> {
    @Override
    public Arbitrary<Trial> get() {
      return of(Model.WITH_KL, 40, 80);
    }
  }
}
