package dev.pigrad.processor.diagnostic;

import static javax.tools.Diagnostic.Kind.ERROR;
import static javax.tools.Diagnostic.Kind.WARNING;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;

/**
 * Everything that pigrad says to a user, one constant each. The name is the stable code; a page of
 * {@code docs/diagnostics} explains it.
 *
 * <p>In the wording, <code>{0}</code> stands for the first argument, and <code>{1|text}</code> for
 * the second or, where there is none, {@code text}.
 */
public enum Code {
  UnsupportedStatement(ERROR, "{0} is not part of the language", "{1}"),
  UnsupportedExpression(
      ERROR,
      "'{0}' is not part of the language",
      "{1|write it with constants and the operations of dev.pigrad.lang}"),
  UnsupportedConstructor(
      ERROR,
      "the constructor of '{0}' changes its components, so 'new {0}(…)' cannot be derived",
      "keep the canonical constructor to checks, and compute in a static method"),
  DataDependentLoop(
      ERROR,
      "this loop's trip count depends on {0}, so it cannot be derived",
      "use for (int i = 0; i < N; i++) with a constant N"),
  DataDependentBranch(
      ERROR,
      "this condition depends on {0}, so which branch is taken cannot be derived",
      "use where(…), or min and max"),
  ConstantCondition(
      ERROR,
      "'{0}' has more outcomes than there can be variants of the program",
      "decide it by constants that the source states, or compute both and choose with where(…)"),
  LeavesDerivation(
      ERROR,
      "'{0}' takes a number out of {1}, and no gradient follows it",
      "keep it as a Scalar or a Vector"),
  LoopBound(
      ERROR,
      "this loop runs more than {0|10,000} times with those around it, or without end",
      "use for (int i = 0; i < N; i++) with a smaller constant N"),
  CanonicalConstructor(
      ERROR,
      "the canonical constructor of '{0}' is written out, and javac would reject it when it reads"
          + " '{0}' for pigrad",
      "leave it out and check in a static method, or move the record to another file"),
  RecursiveCall(
      ERROR,
      "'{0}' calls itself, so its body cannot be unfolded",
      "use for (int i = 0; i < N; i++) with a constant N"),
  NoReadableBody(
      ERROR,
      "'{0}' has no body that can be read",
      "{1|annotate its class with @Differentiable and compile it with pigrad}"),
  StaleRetained(
      ERROR,
      "'{0}' was compiled by another version of pigrad, found form {1}, expected {2}",
      "compile it again, with the pigrad of this build"),
  ForeignComponentType(
      ERROR,
      "component '{0}' cannot be {1|of this type}",
      "{2|use Scalar, Vector, Matrix or a record of them, or double, int, boolean or an enum for"
          + " a constant}"),
  OpenLength(
      ERROR,
      "nothing says how many elements '{0}' has",
      "annotate this component with @Length(n), for the lists inside"),
  ForeignParameterType(
      ERROR,
      "'{0}' is an input of '{1}' and cannot be {2}",
      "{3|use Vector, Scalar, Index, Mask or a record of them}"),
  MisplacedAnnotation(ERROR, "@{0} is on '{1}', which has no {2}", "leave it out"),
  ConflictingColumns(
      ERROR, "'{0}' would be two columns of the batch: {1}, and {2}", "call one of them otherwise"),
  UnnamedDim(
      ERROR,
      "the size of '{0}' is not named, found '{1}'",
      "name it: @Size(3) public interface Obs extends Dim {}, Vector<Obs>"),
  InvalidSize(ERROR, "'{0}' has size {1}", "a size is at least 1"),
  TooLarge(
      ERROR, "with '{0}' there are more numbers than fit into an array", "choose smaller sizes"),
  ConcatSize(
      ERROR,
      "'{0}' has {1} entries, but the parts have {3} together, found {2}",
      "name a dim with @Size({3}), or other parts"),
  SliceRange(
      ERROR,
      "entries {0} until {1} are no part of '{2}', which has {3}",
      "begin earlier, or name a smaller dim"),
  NotARecord(ERROR, "@{0} is on '{1}', which is {2}", "make it a record: its components are {3}"),
  LocalRecord(
      ERROR,
      "@{0} is on '{1}', which is declared inside of a body, where no processor sees it",
      "declare it outside of the method: a nested record may stay in the class"),
  PrivateRecord(
      ERROR,
      "'{0}' is private, so the generated program cannot use it",
      "make it public, or leave the modifier out"),
  GenericRecord(
      ERROR,
      "@{0} is on '{1}', which has the type parameter '{2}'",
      "name the size: @Size(3) public interface Obs extends Dim {}, or leave its @Size out to bind"
          + " it when the program is constructed"),
  NoActionDistribution(
      ERROR,
      "policy '{0}' has no @ActionDistribution",
      "annotate the method that returns the distribution of the action, or one that computes its"
          + " log-probability with @LogProb"),
  TwoActionDistributions(
      ERROR,
      "policy '{0}' says a second time how it acts, after '{1}'",
      "keep one @ActionDistribution, of a record of distributions, or one @LogProb"),
  NoActionParameter(
      ERROR,
      "@LogProb is on '{0}', which takes no action",
      "add it as the last parameter: Scalar {0}(Vector<Obs> observation, Vector<Act> action)"),
  TwoValueFunctions(
      ERROR, "policy '{0}' has a second @ValueFunction, after '{1}'", "leave one annotation"),
  TwoMarkers(
      ERROR,
      "'{0}' is both @ActionDistribution and @ValueFunction",
      "return the value from a method of its own"),
  TwoOutputs(ERROR, "policy '{0}' has a second @Output '{1}'", "give it a name of its own"),
  StaticMethod(
      ERROR, "@{0} is on '{1}', which is static and sees no parameter", "leave out 'static'"),
  WrongReturnType(ERROR, "'{0}' must return {1}, found '{2}'", "{3|return that}"),
  MissingLogProb(
      ERROR,
      "'{0}' has no method 'Scalar logProb(action)', so it is no distribution",
      "add it, or return a distribution of dev.pigrad.distribution"),
  DistributionMethod(
      ERROR, "'{0}' of the distribution '{1}' must be '{2}'", "write it so, or name it otherwise"),
  MissingLoss(
      ERROR,
      "surrogate '{0}' has no method 'loss'",
      "add public Scalar loss(Step step), the loss of one sample"),
  TwoLosses(
      ERROR,
      "surrogate '{0}' has a second method 'loss'",
      "name it otherwise: its mean is reported"),
  LossParameters(
      ERROR,
      "'{0}' must take a Step, then Scalars, found '{1}'",
      "write public Scalar {0}(Step step)"),
  ArgmaxGradient(
      ERROR,
      "no gradient passes argmax, and what it is taken of needs one",
      "use softmax(…), or say that none is wanted: argmax(stopGradient(x))"),
  UnusedParameter(
      WARNING, "no output depends on '{0}', so it is never trained", "use it, or remove it"),
  IgnoresPolicy(
      WARNING,
      "this loss does not depend on the policy, so its gradient is zero",
      "let it depend on logProb(), kl(), entropy() or value() of the step"),
  AdvantageWithGradient(
      WARNING,
      "this advantage depends on value(), so the loss trains the value function to lower it",
      "use advantage() of the step, or stopGradient(…) around it"),
  RatioOfLogProbs(
      WARNING,
      "this divides log-probabilities, which is no ratio of probabilities",
      "write exp(step.logProb().minus(step.oldLogProb()))"),
  LogOfSoftmax(
      WARNING,
      "the log of a softmax is infinite where a probability underflows to 0",
      "use logSoftmax(…), which is exact there"),
  KlKink(
      ERROR,
      "'{0}' has a kink where both distributions are the same, so that no metric follows from this"
          + " divergence",
      "write it smoothly there, or offer no 'kl': Fisher-vector products are then empirical"),
  KlOfItself(
      WARNING,
      "KL of a distribution with itself is 0, and so is its gradient",
      "compare it with the other distribution"),
  UnsupportedCompiler(
      ERROR,
      "pigrad reads method bodies through javac, found {0}",
      "compile with javac: Maven, Gradle and IntelliJ IDEA do"),
  UnwritableFolder(
      ERROR,
      "cannot write to the folder of -Apigrad.explain, '{0}': {1}",
      "name a folder that can be created"),
  Crash(ERROR, "pigrad failed on '{0}', which is a bug of pigrad", "please report it: {1}");

  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)(?:\\|([^}]*))?}");

  private final Diagnostic.Kind severity;
  private final String problem;
  private final String remedy;

  Code(Diagnostic.Kind severity, String problem, String remedy) {
    this.severity = severity;
    this.problem = problem;
    this.remedy = remedy;
  }

  /** Error or warning. */
  public Diagnostic.Kind severity() {
    return severity;
  }

  /** Whether it stops the derivation. */
  public boolean isError() {
    return severity == ERROR;
  }

  /** {@code [Code] what is wrong}, and on the next line what to do, which {@code javac} indents. */
  public String message(Object... arguments) {
    return "[%s] %s\n%s".formatted(name(), fill(problem, arguments), fill(remedy, arguments));
  }

  private static String fill(String template, Object... arguments) {
    return ARGUMENT
        .matcher(template)
        .replaceAll(
            match -> {
              int position = Integer.parseInt(match.group(1));
              String absent = match.group(2) == null ? "…" : match.group(2);
              return Matcher.quoteReplacement(
                  position < arguments.length ? String.valueOf(arguments[position]) : absent);
            });
  }
}
