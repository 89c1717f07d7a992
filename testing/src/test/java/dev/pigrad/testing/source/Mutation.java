package dev.pigrad.testing.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
          "double w = Math.exp(1);");

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
    ADD_MODIFIER
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
   * Whether an error there is about the mistake: on its line, on a line that names something which
   * that line names or named, or on the annotation that asks for what is missing now.
   */
  boolean concerns(long errorLine) {
    String found = line(text, errorLine);
    Set<String> named = new HashSet<>(words(line(original, line)));
    named.addAll(words(line(text, line)));
    named.retainAll(words(found));
    return errorLine == line || !named.isEmpty() || ROLE.matcher(found).find();
  }

  /** What a line names; the words of the language are on every other line. */
  private static Set<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(MatchResult::group)
        .filter(word -> !COMMON.contains(word) && !TYPES.contains(word))
        .collect(Collectors.toSet());
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
    String replacement = replacements.get(random.nextInt(replacements.size()));
    return new Mutation(
        kind,
        source,
        source.substring(0, match.start()) + replacement + source.substring(match.end()),
        lineOf(source, match.start()));
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
