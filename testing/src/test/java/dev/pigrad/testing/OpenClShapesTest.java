package dev.pigrad.testing;

import dev.pigrad.lang.Dim;
import dev.pigrad.lang.Dims;
import dev.pigrad.runtime.RandomStream;
import dev.pigrad.testing.policy.MaskedPolicy;
import dev.pigrad.testing.policy.SeparateCriticPolicy;
import dev.pigrad.testing.policy.SharedTrunkPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kernels are compiled for sizes; any will do. The property {@code pigrad.shapes} says how many.
 */
final class OpenClShapesTest {
  private static final List<Class<? extends Record>> POLICIES =
      List.of(SharedTrunkPolicy.class, SeparateCriticPolicy.class, MaskedPolicy.class);

  static Stream<Trial> shapes() {
    RandomStream random = RandomStream.of(2_048);
    return IntStream.range(0, Integer.getInteger("pigrad.shapes", 100))
        .mapToObj(i -> shape(random.split(i)));
  }

  private static Trial shape(RandomStream random) {
    Class<? extends Record> policy = POLICIES.get(random.nextInt(POLICIES.size()));
    Dims dims = Dims.none();
    for (Class<? extends Dim> dim : new Subject(policy).openDims()) {
      dims = dims.and(dim, size(random, 40));
    }
    return new Trial(policy, dims, Map.of(), size(random, 150), 1, random.nextInt(1_000_000));
  }

  /** Often 1, such as one action or one row, often 3, such as three inputs. */
  private static int size(RandomStream random, int largest) {
    return switch (random.nextInt(4)) {
      case 0 -> 1;
      case 1 -> 3;
      default -> 1 + random.nextInt(largest);
    };
  }

  /** Another product for another seed. */
  @ParameterizedTest
  @MethodSource("shapes")
  void productOfAnyShapeIsTheReferences(Trial trial) {
    Backend.OPENCL.missing().ifPresent(Assumptions::abort);
    Parity.ofOne(trial, Backend.OPENCL);
  }
}
