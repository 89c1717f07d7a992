package dev.pigrad.testing.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A source with one mistake, or with none that counts.
 *
 * @param kind what was done
 * @param original the source before
 * @param text the source
 * @param line where, counted from one
 */
record Mutation(Kind kind, String original, String text, int line) {
  private static final Pattern WORD = Pattern.compile("\\b[A-Za-z]\\w*\\b");
  private static final Pattern NUMBER = Pattern.compile("\\b\\d+(?:\\.\\d+)?\\b");
  private static final Pattern OPERATOR = Pattern.compile("(?<= )(?:[-+*/%<?]|==)(?= )");
  private static final Pattern ARGUMENT = Pattern.compile(", \\w+(?=[,)])|(?<=\\()\\w+(?=\\))");
  private static final Pattern TOKEN = Pattern.compile("\\w+|[^\\w\\s]");
  private static final Pattern CALLED = Pattern.compile("\\b[a-z]\\w*(?=\\()");
  private static final Pattern STATEMENT = Pattern.compile("(?<=[;{]\\n)(?= +(?:var|return|h =))");

  private static final Pattern TYPE_ARGUMENTS = Pattern.compile("(?<=\\w)<[^<>()]+>");
  private static final Pattern DIM = Pattern.compile("(?<=[<, ])[A-Z]\\w*(?=[,>])");
  private static final Pattern ANNOTATION = Pattern.compile("@\\w+(?:\\(\\w+\\))?");
  private static final Pattern TWO_ARGUMENTS =
      Pattern.compile("(?<=\\()([^(),]+), ([^(),]+)(?=[,)])");
  private static final Pattern OPERAND =
      Pattern.compile("(?<=[(,=] |\\(|return )[a-z]\\w*(?:\\(\\w*\\))?(?=[),;.])");
  private static final Pattern CONDITION =
      Pattern.compile("(?<=; )i < \\w+(?=;)|(?<=if \\()[^()]+(?=\\) \\{)");
  private static final Pattern LOCAL = Pattern.compile("(?<= )(?:var|double)(?= \\w+ =)");
  private static final Pattern DECLARED = Pattern.compile("\\b(?:record|enum|interface) (\\w+)");

  /** A name after its type, or after what says that it is one. */
  private static final Pattern DECLARATION =
      Pattern.compile("(?:\\w|>) (?<!return )(?<!new )(\\w+)(?= ?[=;,()<{:]| extends)");

  private static final Pattern LACKS = Pattern.compile(" has no | does not depend ");
  private static final Pattern ROLE = Pattern.compile("@(?:Policy|Surrogate|Differentiable)");
  private static final Set<String> COMMON =
      Set.of(
          "public",
          "private",
          "static",
          "final",
          "record",
          "interface",
          "extends",
          "Dim",
          "Size",
          "return",
          "new",
          "var",
          "for",
          "if",
          "i");

  private static final List<String> TYPES =
      List.of("Vector", "Scalar", "Matrix", "Index", "Mask", "double", "int", "String", "Object");
  private static final List<String> FUNCTIONS =
      List.of(
          "tanh",
          "sum",
          "exp",
          "softmax",
          "argmax",
          "log",
          "norm",
          "logSumExp",
          "hashCode",
          "toString",
          "size",
          "plus",
          "minus",
          "times",
          "dot",
          "average",
          "toArray",
          "value");
  private static final List<String> OPERATORS =
      List.of("+", "-", "*", "/", "%", "<", ">", "==", "!=", "&&", "<<", "=");
  private static final List<String> NUMBERS =
      List.of("0", "1", "-1", "7", "1e9", "0.5", "1L", "2f");
  private static final List<String> STATEMENTS =
      List.of(
          "var unused = 1;",
          "int k = 0; k++;",
          "while (true) {}",
          "for (;;) {}",
          "for (int q = 0; q < 3; q++) {}",
          "for (int q = 0; q < 1000000; q++) {}",
          "do {} while (false);",
          "try {} finally {}",
          "synchronized (this) {}",
          "System.out.println();",
          "Runnable r = () -> {};",
          "Object o = new Object();",
          "double[] numbers = new double[3];",
          "throw new IllegalStateException();",
          "assert true;",
          ";",
          "{ int inner = 2; }",
          "switch (3) { default -> {} }",
          "if (1 < 2) { var p = 2.0; }",
          "return null;",
          "String s = \"text\";",
          "long l = 1L << 3;",
          "class Local {}",
          "record Pair(int x, int y) {}",
          "var v = constant(2); if (v.value() > 1) {}",
          "final double half = 1 / 2.0;",
          "int a, b = 2;",
          "here: for (int q = 0; q < 2; q++) { continue here; }",
          "Math.random();",
          "double w = Math.exp(1);",
          "final double fixed = 1; fixed = 2;",
          "var text = \"a\" + 1;",
          "char c = 'c';",
          "java.util.function.Supplier<Object> s = () -> this;",
          "Object cast = (Object) this;",
          "var list = java.util.List.of(1);",
          "for (var x : java.util.List.of(1)) {}",
          "int[] counts = {1};",
          "var negative = -1 % 2;",
          "var zero = 1 / 0;");

  /** What stands in an operand's place; it may go on from there. */
  private static final List<String> OPERANDS =
      List.of(
          "null",
          "\"text\"",
          "'c'",
          "1L",
          "this",
          "super",
          "(() -> $0)",
          "((Object) $0)",
          "(Scalar) $0",
          "(double) $0",
          "($0)",
          "(true ? $0 : $0)",
          "($0 == null ? $0 : $0)",
          "new double[] {1}",
          "$0.value()",
          "$0.toString()",
          "$0[0]",
          "$0++",
          "Math.abs($0)",
          "($0 instanceof Object)",
          "$0::apply",
          "unknown");

  private static final List<String> CONDITIONS =
      List.of(
          "i < scale.size()",
          "i < 1 + 1",
          "i >= 0",
          "i < 2.5",
          "true",
          "false",
          "1 < 2",
          "sum(x) != null",
          "norm(x).isGreaterThan(1)",
          "i++ < 3");

  /** What is done to a source. */
  enum Kind {
    SWAP_NAMES,
    CHANGE_TYPE,
    REMOVE_TOKEN,
    REMOVE_LINE,
    CHANGE_NUMBER,
    CHANGE_OPERATOR,
    DROP_ARGUMENT,
    CHANGE_CALL,
    ADD_STATEMENT,
    DOUBLE_LINE,
    ADD_MODIFIER,
    SWAP_DIM,
    REMOVE_TYPE_ARGUMENT,
    REMOVE_ANNOTATION,
    DOUBLE_ANNOTATION,
    MOVE_ANNOTATION,
    DROP_RETURN,
    MAKE_FINAL,
    SWAP_ARGUMENTS,
    CHANGE_OPERAND,
    CHANGE_CONDITION
  }

  /** A mutation of a source by a seed. */
  static Mutation of(String source, long seed) {
    Random random = new Random(seed * 7_919 + 17);
    random.nextInt();
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    return switch (kind) {
      case SWAP_NAMES -> replaceOne(kind, source, WORD, names(source), random);
      case CHANGE_TYPE ->
          replaceOne(
              kind,
              source,
              Pattern.compile("\\b(?:" + String.join("|", TYPES) + ")\\b"),
              TYPES,
              random);
      case REMOVE_TOKEN -> replaceOne(kind, source, TOKEN, List.of(""), random);
      case REMOVE_LINE ->
          replaceOne(kind, source, Pattern.compile("(?m)^.+\\n"), List.of(""), random);
      case CHANGE_NUMBER -> replaceOne(kind, source, NUMBER, NUMBERS, random);
      case CHANGE_OPERATOR -> replaceOne(kind, source, OPERATOR, OPERATORS, random);
      case DROP_ARGUMENT -> replaceOne(kind, source, ARGUMENT, List.of(""), random);
      case CHANGE_CALL -> replaceOne(kind, source, CALLED, FUNCTIONS, random);
      case ADD_STATEMENT -> replaceOne(kind, source, STATEMENT, STATEMENTS, random);
      case DOUBLE_LINE -> doubleLine(kind, source, random);
      case SWAP_DIM -> replaceOne(kind, source, DIM, dims(source), random);
      case REMOVE_TYPE_ARGUMENT ->
          replaceOne(kind, source, TYPE_ARGUMENTS, List.of("", "<>", "<?>", "<Dim>"), random);
      case REMOVE_ANNOTATION -> replaceOne(kind, source, ANNOTATION, List.of(""), random);
      case DOUBLE_ANNOTATION -> replaceOne(kind, source, ANNOTATION, List.of("$0 $0"), random);
      case MOVE_ANNOTATION ->
          replaceOne(
              kind,
              source,
              Pattern.compile("(@\\w+)(\\s+)([^;{]*[;{]\\s*)"),
              List.of("$3$1$2"),
              random);
      case DROP_RETURN -> replaceOne(kind, source, Pattern.compile("return "), List.of(""), random);
      case MAKE_FINAL ->
          replaceOne(kind, source, LOCAL, List.of("final $0", "Object", "int"), random);
      case SWAP_ARGUMENTS -> replaceOne(kind, source, TWO_ARGUMENTS, List.of("$2, $1"), random);
      case CHANGE_OPERAND -> replaceOne(kind, source, OPERAND, OPERANDS, random);
      case CHANGE_CONDITION -> replaceOne(kind, source, CONDITION, CONDITIONS, random);
      case ADD_MODIFIER ->
          replaceOne(
              kind,
              source,
              Pattern.compile("public|private|@\\w+"),
              List.of(
                  "", "public static", "private", "protected", "@Deprecated", "final", "@Frozen"),
              random);
    };
  }

  /**
   * Whether an error is about the mistake: on its line, or on a use of what was changed or is
   * declared there, or saying what the type around it, or the class with that role, now lacks.
   */
  boolean concerns(long errorLine, String message) {
    String found = line(text, errorLine);
    Set<String> used = words(found + " " + message);
    boolean isOnRole = ROLE.matcher(found).find();
    return errorLine == line
        || !Collections.disjoint(used, changed())
        || (isOnRole && LACKS.matcher(message).find())
        || enclosing().filter(words(message)::contains).isPresent();
  }

  /** What only one of the lines names, before or after, and what they declare. */
  private Set<String> changed() {
    String before = line(original, line);
    String after = line(text, line);
    Set<String> changed = new HashSet<>(words(before));
    changed.addAll(words(after));
    Set<String> kept = new HashSet<>(words(before));
    kept.retainAll(words(after));
    kept.removeAll(declared(before));
    changed.removeAll(kept);
    return changed;
  }

  private static Set<String> declared(String line) {
    return DECLARATION
        .matcher(line)
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toSet());
  }

  /** What a line names; the words of the language are on every other line. */
  private static Set<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(MatchResult::group)
        .filter(word -> !COMMON.contains(word) && !TYPES.contains(word))
        .collect(Collectors.toSet());
  }

  /** The nearest type that is declared above. */
  private Optional<String> enclosing() {
    return text.lines()
        .limit(line)
        .flatMap(above -> DECLARED.matcher(above).results())
        .map(declared -> declared.group(1))
        .reduce((first, second) -> second);
  }

  private static String line(String source, long number) {
    return source.lines().skip(number - 1).findFirst().orElse("");
  }

  private static List<String> names(String source) {
    return WORD.matcher(source).results().map(MatchResult::group).distinct().toList();
  }

  private static Mutation replaceOne(
      Kind kind, String source, Pattern pattern, List<String> replacements, Random random) {
    int body = source.indexOf('@');
    List<MatchResult> matches =
        pattern.matcher(source).results().filter(m -> m.start() >= body).toList();
    if (matches.isEmpty()) {
      return new Mutation(kind, source, source, 1);
    }
    MatchResult match = matches.get(random.nextInt(matches.size()));
    String replacement = filled(replacements.get(random.nextInt(replacements.size())), match);
    return new Mutation(
        kind,
        source,
        source.substring(0, match.start()) + replacement + source.substring(match.end()),
        lineOf(source, match.start()));
  }

  private static String filled(String replacement, MatchResult match) {
    String filled = replacement;
    for (int group = 0; group <= match.groupCount(); group++) {
      filled = filled.replace("$" + group, match.group(group));
    }
    return filled;
  }

  private static List<String> dims(String source) {
    return DIM.matcher(source).results().map(MatchResult::group).distinct().toList();
  }

  private static Mutation doubleLine(Kind kind, String source, Random random) {
    List<String> lines = new ArrayList<>(source.lines().toList());
    int line = 8 + random.nextInt(lines.size() - 8);
    lines.add(line, lines.get(line));
    return new Mutation(kind, source, String.join("\n", lines) + "\n", line + 1);
  }

  private static int lineOf(String source, int position) {
    return (int) source.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
  }
}
