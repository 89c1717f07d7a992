package dev.pigrad.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.runtime.program.Quantity;
import dev.pigrad.runtime.program.SurrogateProgram;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each mistake is one clear sentence: what was found, what to do. */
final class EngineErrorsTest {
  private static final MixedSurrogate SURROGATE = new MixedSurrogate(0.5);

  private final Engine engine = Engine.reference(2);

  @AfterEach
  void closeEngine() {
    engine.close();
  }

  private static <T extends Throwable> void assertFails(
      Class<T> type, String message, Executable executable) {
    assertEquals(message, assertThrows(type, executable).getMessage());
  }

  private static void assertIllegal(String message, Executable executable) {
    assertFails(IllegalArgumentException.class, message, executable);
  }

  private static void assertIllegalState(String message, Executable executable) {
    assertFails(IllegalStateException.class, message, executable);
  }

  @Test
  void missingVectorModuleNamesTheFlag() {
    ModuleLayer without =
        ModuleLayer.empty()
            .defineModulesWithOneLoader(
                Configuration.empty().resolve(ModuleFinder.of(), ModuleFinder.of(), Set.of()),
                null);
    assertFails(
        EngineUnavailableException.class,
        "the simd engine needs the module jdk.incubator.vector, which this JVM runs without; start"
            + " it with --add-modules jdk.incubator.vector (in tests: Surefire's <argLine>; where"
            + " the command line is not yours: the environment variable JAVA_TOOL_OPTIONS)",
        () -> Engine.requireVectorModule(without));
  }

  /** What a user's program without the flag prints. */
  static final class WithoutVectorModule {
    public static void main(String[] arguments) {
      try (Engine reference = Engine.reference(1)) {
        System.out.println(reference);
      }
      try (Engine simd = Engine.simd()) {
        System.out.println(simd);
      }
    }
  }

  @Test
  void jvmWithoutTheVectorModuleRunsTheReferenceAndNamesTheFlag() throws Exception {
    FreshJvm.Outcome outcome = FreshJvm.run(List.of(), WithoutVectorModule.class);
    assertEquals(1, outcome.status());
    List<String> lines = outcome.output().lines().toList();
    assertEquals("reference engine (1 thread)", lines.getFirst());
    assertTrue(lines.get(1).contains("start it with --add-modules jdk.incubator.vector"));
    assertTrue(lines.get(1).contains("EngineUnavailableException"));
  }

  @Test
  void rejectsAStaleSurrogate() {
    Rollout rollout = new Rollout(engine, 3);
    SurrogateProgram stale = new MixedSurrogate(0.5, "2");
    assertFails(
        StaleProgramException.class,
        "the program of 'example.MixedSurrogate' was compiled with another version of"
            + " 'example.Penalty' than the one on the class path; compile"
            + " 'example.MixedSurrogate' again",
        () -> rollout.policy.evaluate(rollout.theta, stale, rollout.batch));
  }

  @Test
  void rejectsAGradientOfAnotherEngine() {
    try (Engine other = Engine.reference(1)) {
      Rollout ours = new Rollout(engine, 3);
      Rollout theirs = new Rollout(other, 3);
      Parameters gradient = theirs.policy.newGradient();
      String message =
          "these are parameters of 'example.LinearGaussian' on the reference engine (1 thread),"
              + " found in a call of 'example.LinearGaussian' on the reference engine (2 threads);"
              + " make them with that policy's newParameters()";
      assertIllegal(
          message, () -> ours.policy.gradient(ours.theta, SURROGATE, ours.batch, gradient));
      assertIllegal(
          message, () -> ours.policy.scoreGradient(ours.theta, "weight", ours.batch, gradient));
      try (FisherOperator fisher = ours.policy.fisher(ours.theta, ours.batch)) {
        assertIllegal(message, () -> fisher.times(gradient, ours.policy.newParameters()));
        assertIllegal(message, () -> fisher.times(ours.policy.newParameters(), gradient));
      }
    }
  }

  @Test
  void rejectsAClosedGradient() {
    Rollout rollout = new Rollout(engine, 3);
    Parameters gradient = rollout.policy.newGradient();
    gradient.close();
    assertIllegalState(
        "these parameters of 'example.LinearGaussian' are closed; use them before close()",
        () -> rollout.policy.gradient(rollout.theta, SURROGATE, rollout.batch, gradient));
  }

  @Test
  void failedCallLeavesThePolicyUsable() {
    Rollout rollout = new Rollout(engine, 2_000);
    Parameters gradient = rollout.policy.newGradient();
    GradientResult before =
        rollout.policy.gradient(rollout.theta, SURROGATE, rollout.batch, gradient).copy();
    double[] expected = gradient.toDoubleArray();
    double room = rollout.batch.column("room").get(1_500, 0);
    for (int repetition = 0; repetition < 5; repetition++) {
      rollout.batch.column("room").set(1_500, -1);
      assertThrows(
          IllegalArgumentException.class,
          () -> rollout.policy.gradient(rollout.theta, SURROGATE, rollout.batch, gradient));
      rollout.batch.column("room").set(1_500, room);
      assertEquals(
          before, rollout.policy.gradient(rollout.theta, SURROGATE, rollout.batch, gradient));
      assertArrayEquals(expected, gradient.toDoubleArray());
    }
  }

  @Test
  void rejectsAStaleProgram() {
    assertFails(
        StaleProgramException.class,
        "the program of 'example.LinearGaussian' was compiled with another version of"
            + " 'dev.pigrad.nn.Linear' than the one on the class path; compile"
            + " 'example.LinearGaussian' again",
        () -> engine.load(new LinearGaussian(Set.of(), "2")));
  }

  @Test
  void rejectsAnEngineWithoutThreads() {
    assertIllegal(
        "an engine needs at least 1 thread, found 0; give 1 or more", () -> Engine.reference(0));
  }

  @Test
  void rejectsASurrogateThatReadsWhatThePolicyLacks() {
    Set<Quantity> offers = EnumSet.of(Quantity.LOG_PROB, Quantity.ENTROPY, Quantity.KL);
    LoadedPolicy policy = engine.load(new LinearGaussian(offers, "1"));
    assertIllegal(
        "surrogate 'example.MixedSurrogate' reads step.value(), but policy"
            + " 'example.LinearGaussian' has no value function; give it a @ValueFunction method, or"
            + " use a surrogate that does not read step.value()",
        () -> policy.evaluate(policy.newParameters(), SURROGATE, policy.newBatch(1)));
    assertIllegal(
        "policy 'example.LinearGaussian' has no value function; give it a @ValueFunction method",
        () -> policy.value(policy.newParameters(), policy.newBatch(1)));
  }

  @Test
  void rejectsColumnsThatWereNeverSet() {
    LoadedPolicy policy = engine.load(new LinearGaussian());
    Parameters theta = policy.newParameters();
    Batch batch = policy.newBatch(3);
    assertIllegalState(
        "policy 'example.LinearGaussian' reads column 'observation', which was never set; set it"
            + " with batch.column(\"observation\")",
        () -> policy.value(theta, batch));
    batch.column("observation").fill(0);
    batch.column("room").fill(0);
    assertIllegalState(
        "policy 'example.LinearGaussian' reads column 'old.mean', which was never set; call act(…)"
            + " or record(theta, batch) before",
        () -> policy.kl(theta, batch));
    policy.record(theta, batch);
    batch.column("action").fill(0);
    assertIllegalState(
        "surrogate 'example.MixedSurrogate' with policy 'example.LinearGaussian' reads column"
            + " 'oldLogProb', which was never set; call act(…), or set the actions and call"
            + " record(theta, batch), before",
        () -> {
          batch.column(Batch.ADVANTAGE).fill(0);
          batch.column(Batch.RETURN_TARGET).fill(0);
          policy.evaluate(theta, SURROGATE, batch);
        });
  }

  @Test
  void recordsWithoutActions() {
    LoadedPolicy policy = engine.load(new LinearGaussian());
    Parameters theta = policy.initialParameters(1);
    Batch batch = policy.newBatch(3);
    batch.column("observation").fill(1);
    batch.column("room").fill(0);
    policy.record(theta, batch);
    assertEquals(0, policy.kl(theta, batch)[2], 1e-15);
  }

  @Test
  void rejectsMissingExtraColumns() {
    Rollout rollout = new Rollout(engine, 3);
    Batch batch = rollout.policy.newBatch(3);
    for (String name : batch.columns()) {
      batch.column(name).copyFrom(rollout.batch.column(name).toDoubleArray());
    }
    assertIllegal(
        "surrogate 'example.MixedSurrogate' with policy 'example.LinearGaussian' reads 'penalty',"
            + " which is neither an output of the policy nor a column of the batch; the batch has"
            + " [observation, room, action, noise.0, old.mean, old.logStd, advantage, returnTarget,"
            + " weight, oldLogProb, oldValue]",
        () -> rollout.policy.evaluate(rollout.theta, SURROGATE, batch));
    batch.addColumn("penalty", 2);
    batch.column("penalty").fill(0);
    assertIllegal(
        "surrogate 'example.MixedSurrogate' with policy 'example.LinearGaussian' reads column"
            + " 'penalty' with 1 entries per row, found 2; add it with that width",
        () -> rollout.policy.evaluate(rollout.theta, SURROGATE, batch));
  }

  @Test
  void rejectsAnIndexOutOfRangeByTheFirstRow() {
    Rollout rollout = new Rollout(engine, 2_000);
    rollout.batch.column("room").set(1_500, -1);
    rollout.batch.column("room").set(700, 4);
    for (int repetition = 0; repetition < 20; repetition++) {
      assertIllegal(
          "row 700 of column 'room' is 4.0, which is no index; give a whole number from 0 to 3",
          () -> rollout.policy.record(rollout.theta, rollout.batch));
    }
    rollout.batch.column("room").set(700, Double.NaN);
    assertIllegal(
        "row 700 of column 'room' is NaN, which is no index; give a whole number from 0 to 3",
        () -> rollout.policy.evaluate(rollout.theta, SURROGATE, rollout.batch));
    rollout.batch.column("room").set(700, 0);
    rollout.batch.column("room").set(1_500, 0);
    assertTrue(rollout.policy.evaluate(rollout.theta, SURROGATE, rollout.batch).isFinite());
  }

  @Test
  void rejectsHandlesOfAnotherEngine() {
    try (Engine other = Engine.reference(1)) {
      Rollout ours = new Rollout(engine, 3);
      Rollout theirs = new Rollout(other, 3);
      assertIllegal(
          "these are parameters of 'example.LinearGaussian' on the reference engine (1 thread),"
              + " found in a call of 'example.LinearGaussian' on the reference engine (2 threads);"
              + " make them with that policy's newParameters()",
          () -> ours.policy.logProb(theirs.theta, ours.batch));
      assertIllegal(
          "this is a batch of 'example.LinearGaussian' on the reference engine (1 thread), found"
              + " in a call of 'example.LinearGaussian' on the reference engine (2 threads); make"
              + " it with that policy's newBatch(rows)",
          () -> ours.policy.logProb(ours.theta, theirs.batch));
      assertIllegal(
          "parameters of 'example.LinearGaussian' on the reference engine (2 threads) cannot meet"
              + " those of 'example.LinearGaussian' on the reference engine (1 thread); use"
              + " parameters of one policy on one engine",
          () -> ours.theta.axpy(1, theirs.theta));
    }
  }

  @Test
  void rejectsClosedHandles() {
    Rollout rollout = new Rollout(engine, 3);
    Parameters closed = rollout.policy.newParameters();
    closed.close();
    assertIllegalState(
        "these parameters of 'example.LinearGaussian' are closed; use them before close()",
        () -> rollout.policy.logProb(closed, rollout.batch));
    Batch view = rollout.batch.select(new int[] {0}, 0, 1);
    rollout.batch.close();
    assertIllegalState(
        "this batch of 'example.LinearGaussian' is closed; use it before close()",
        () -> rollout.policy.logProb(rollout.theta, view));
    FisherOperator fisher = rollout.policy.fisher(rollout.theta, rollout.batch);
    fisher.close();
    assertIllegalState(
        "this operator of fisher(theta, batch) is closed; use it before close()",
        () -> fisher.times(rollout.theta, rollout.policy.newParameters()));
    engine.close();
    assertIllegalState(
        "this reference engine (2 threads) is closed; use it before close()",
        () -> rollout.policy.newBatch(1));
    assertIllegalState(
        "this reference engine (2 threads) is closed; use it before close()",
        () -> rollout.theta.toDoubleArray());
  }

  @Test
  void rejectsAFisherOperatorOfChangedParameters() {
    Rollout rollout = new Rollout(engine, 3);
    try (FisherOperator fisher = rollout.policy.fisher(rollout.theta, rollout.batch)) {
      rollout.theta.scale(0.5);
      assertIllegalState(
          "the parameters have changed since fisher(theta, batch); make a new operator",
          () -> fisher.times(rollout.theta, rollout.policy.newParameters()));
    }
  }

  @Test
  void rejectsAGradientThatIsTheParameters() {
    Rollout rollout = new Rollout(engine, 3);
    assertIllegal(
        "the gradient would overwrite the parameters that it is taken at; use newGradient()",
        () -> rollout.policy.gradient(rollout.theta, SURROGATE, rollout.batch, rollout.theta));
  }

  @Test
  void rejectsWrongNumbers() {
    Rollout rollout = new Rollout(engine, 3);
    assertIllegal(
        "act needs a stream for each of the 3 rows, found 2; give one per row",
        () -> rollout.policy.act(rollout.theta, rollout.batch, Rollout.streams(2, 1)));
    assertIllegal(
        "scoreGradient needs a weight for each of the 3 rows, found 1; give one per row",
        () ->
            rollout.policy.scoreGradient(
                rollout.theta, new double[1], rollout.batch, rollout.policy.newGradient()));
    assertIllegal(
        "a batch has 1 to 2^30 rows, found 0; use several batches for more",
        () -> rollout.policy.newBatch(0));
    assertIllegal(
        "a view needs at least 1 row, found none", () -> rollout.batch.select(new int[3], 1, 1));
    assertIllegal(
        "column 'observation' takes 3 values here, found 2",
        () -> rollout.batch.column("observation").set(0, 1, 2));
    assertIllegal(
        "column 'observation' takes 9 values here, found 3",
        () -> rollout.batch.column("observation").copyFrom(new float[3]));
    assertThrows(IndexOutOfBoundsException.class, () -> rollout.batch.column("room").set(3, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> rollout.batch.select(new int[] {3}, 0, 1));
  }

  @Test
  void rejectsUnknownNames() {
    Rollout rollout = new Rollout(engine, 3);
    assertIllegal(
        "the distribution of policy 'example.LinearGaussian' has no 'std'; it has [mean, logStd]",
        () -> rollout.policy.distribution(rollout.theta, rollout.batch, "std"));
    assertIllegal(
        "the surrogate reports no 'kl'; it reports [error, advantage]",
        () -> rollout.policy.evaluate(rollout.theta, SURROGATE, rollout.batch).reported("kl"));
    assertIllegal(
        "no parameter is called 'bias'; there are [mean.weight, mean.bias, logStd, critic,"
            + " roomValue]",
        () -> rollout.theta.get("bias"));
    assertIllegal(
        "the batch already has a column 'penalty'; use column(\"penalty\")",
        () -> rollout.batch.addColumn("penalty", 1));
  }

  @Test
  void streamsMayBeShared() {
    Rollout rollout = new Rollout(engine, 3);
    RandomStream one = RandomStream.of(1);
    rollout.policy.act(rollout.theta, rollout.batch, List.of(one, one, one));
    assertEquals(12, one.counter());
  }
}
