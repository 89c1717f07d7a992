package dev.pigrad.testing;

import dev.pigrad.lang.Dims;
import dev.pigrad.testing.loss.ClippedRatio;
import dev.pigrad.testing.mutation.Active;
import java.util.Map;

/** A surrogate among corrupted rules, in the loader whose classes have them. */
public final class CorruptedSurrogate {
  private CorruptedSurrogate() {}

  /** What the kit says of a failure while a mutant is alive; called by reflection. */
  public static String diagnosis(int mutant) {
    Trial trial = new Trial(ClippedRatio.class, Dims.none(), Map.of("epsilon", 0.25), 8, 1, 7);
    Active.mutant = mutant;
    try {
      return Diagnosis.of(trial, "gradientIsTheBodys");
    } finally {
      Active.mutant = -1;
    }
  }
}
