package dev.pigrad.runtime;

import dev.pigrad.runtime.program.Leaf;
import dev.pigrad.runtime.program.PolicyProgram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns that every batch of a policy has.
 *
 * @param inputs what the policy reads
 * @param action the action's leaves
 * @param noise the variates that {@code sample} reads
 * @param old the behaviour policy's distribution, named {@code old.<leaf>}
 * @param scalars one number per sample, by name
 */
record BatchLayout(
    List<Leaf> inputs, List<Leaf> action, List<Leaf> noise, List<Leaf> old, List<Leaf> scalars) {

  private static final List<Leaf> SCALARS =
      List.of(
          scalar(Batch.ADVANTAGE),
          scalar(Batch.RETURN_TARGET),
          scalar(Batch.WEIGHT),
          scalar(Batch.OLD_LOG_PROB),
          scalar(Batch.OLD_VALUE));

  static BatchLayout of(PolicyProgram program) {
    List<Leaf> old =
        program.distribution().stream()
            .map(leaf -> new Leaf(oldName(leaf.name()), leaf.kind(), leaf.width(), 0))
            .toList();
    BatchLayout layout =
        new BatchLayout(program.inputs(), program.action(), program.noise(), old, SCALARS);
    layout.requireDistinctNames(program.name());
    return layout;
  }

  static String oldName(String leaf) {
    return "old." + leaf;
  }

  static Leaf scalar(String name) {
    return new Leaf(name, Leaf.Kind.REAL, 1, 0);
  }

  /** Every leaf, with the words for what it is. */
  private Map<String, List<Leaf>> groups() {
    Map<String, List<Leaf>> groups = new LinkedHashMap<>();
    groups.put("an input", inputs);
    groups.put("an action", action);
    groups.put("a column of noise", noise);
    groups.put("a column of the behaviour policy's distribution", old);
    groups.put("a column of every batch", scalars);
    return groups;
  }

  List<Leaf> all() {
    return groups().values().stream().flatMap(List::stream).toList();
  }

  private void requireDistinctNames(String policy) {
    Map<String, String> seen = new LinkedHashMap<>();
    groups()
        .forEach(
            (group, leaves) -> {
              for (Leaf leaf : leaves) {
                String before = seen.put(leaf.name(), group);
                if (before != null) {
                  throw new IllegalArgumentException(
                      "policy '"
                          + policy
                          + "' calls both "
                          + before
                          + " and "
                          + group
                          + " '"
                          + leaf.name()
                          + "'; rename one of them");
                }
              }
            });
  }
}
