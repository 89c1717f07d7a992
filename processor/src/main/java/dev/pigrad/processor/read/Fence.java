package dev.pigrad.processor.read;

import static com.sun.source.tree.Tree.Kind.*;

import com.sun.source.tree.Tree;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The accepted Java, as a list: one row for each kind of tree that a body can hold. */
public final class Fence {
  private static final String FOR = "write for (int i = 0; i < N; i++) with a constant N";
  private static final String TENSORS = "use Scalar, Vector, Matrix or a record of them";
  private static final String ARITHMETIC = "write it with + - * / % on constants";
  private static final String NUMBERS = "write an int or a double";
  private static final String STATEMENT = "write the assignment as a statement of its own";
  private static final String METHOD = "move it into a method of the record";
  static final String PATTERN =
      "types are known: name the components, as in x.mean(), and decide on the constants of an"
          + " enum";
  private static final String BRANCH = "write if (…) … else … on constants";

  private static final Map<Tree.Kind, Row> ROWS = new EnumMap<>(Tree.Kind.class);

  static {
    // Statements.
    allow(
        VARIABLE,
        RETURN,
        IF,
        SWITCH,
        FOR_LOOP,
        ENHANCED_FOR_LOOP,
        BLOCK,
        EXPRESSION_STATEMENT,
        EMPTY_STATEMENT);
    reject(WHILE_LOOP, "a 'while' loop", FOR);
    reject(DO_WHILE_LOOP, "a 'do' loop", FOR);
    reject(BREAK, "'break'", "let the loop's condition end it");
    reject(CONTINUE, "'continue'", "use if (…) { … } on constants inside the loop");
    reject(LABELED_STATEMENT, "a label", "leave it out");
    reject(YIELD, "'yield'", BRANCH);
    reject(TRY, "'try'", "leave it out: nothing here throws");
    reject(THROW, "'throw'", "check in the record's constructor, before anything is computed");
    reject(ASSERT, "'assert'", "check in the record's constructor, before anything is computed");
    reject(SYNCHRONIZED, "'synchronized'", "leave it out: values are immutable");
    reject(CLASS, "a class inside a body", "declare it outside of the method");
    reject(RECORD, "a record inside a body", "declare it outside of the method");
    reject(ENUM, "an enum inside a body", "declare it outside of the method");
    reject(INTERFACE, "an interface inside a body", "declare it outside of the method");

    // Expressions.
    allow(METHOD_INVOCATION, NEW_CLASS, MEMBER_SELECT, IDENTIFIER, PARENTHESIZED, TYPE_CAST);
    allow(INT_LITERAL, DOUBLE_LITERAL, BOOLEAN_LITERAL);
    allow(CONDITIONAL_EXPRESSION, SWITCH_EXPRESSION);
    allow(UNARY_MINUS, UNARY_PLUS, LOGICAL_COMPLEMENT);
    allow(PLUS, MINUS, MULTIPLY, DIVIDE, REMAINDER);
    allow(LESS_THAN, LESS_THAN_EQUAL, GREATER_THAN, GREATER_THAN_EQUAL, EQUAL_TO, NOT_EQUAL_TO);
    allow(CONDITIONAL_AND, CONDITIONAL_OR);
    reject(LAMBDA_EXPRESSION, METHOD);
    reject(MEMBER_REFERENCE, METHOD);
    reject(INSTANCE_OF, PATTERN);
    reject(NEW_ARRAY, TENSORS);
    reject(ARRAY_ACCESS, TENSORS);
    reject(STRING_LITERAL, "use an enum");
    reject(NULL_LITERAL, "give it a value");
    reject(CHAR_LITERAL, NUMBERS);
    reject(LONG_LITERAL, NUMBERS);
    reject(FLOAT_LITERAL, NUMBERS);
    reject(AND, "write it with && on constants");
    reject(OR, "write it with || on constants");
    reject(XOR, "write it with != on constants");
    reject(BITWISE_COMPLEMENT, ARITHMETIC);
    reject(LEFT_SHIFT, ARITHMETIC);
    reject(RIGHT_SHIFT, ARITHMETIC);
    reject(UNSIGNED_RIGHT_SHIFT, ARITHMETIC);

    // Assignments are statements: 'n = 1;', 'n += 1;', 'n++;'.
    reject(ASSIGNMENT, STATEMENT);
    reject(PLUS_ASSIGNMENT, STATEMENT);
    reject(MINUS_ASSIGNMENT, STATEMENT);
    reject(MULTIPLY_ASSIGNMENT, STATEMENT);
    reject(DIVIDE_ASSIGNMENT, STATEMENT);
    reject(REMAINDER_ASSIGNMENT, STATEMENT);
    reject(AND_ASSIGNMENT, STATEMENT);
    reject(OR_ASSIGNMENT, STATEMENT);
    reject(XOR_ASSIGNMENT, STATEMENT);
    reject(LEFT_SHIFT_ASSIGNMENT, STATEMENT);
    reject(RIGHT_SHIFT_ASSIGNMENT, STATEMENT);
    reject(UNSIGNED_RIGHT_SHIFT_ASSIGNMENT, STATEMENT);
    reject(PREFIX_INCREMENT, STATEMENT);
    reject(PREFIX_DECREMENT, STATEMENT);
    reject(POSTFIX_INCREMENT, STATEMENT);
    reject(POSTFIX_DECREMENT, STATEMENT);
  }

  private Fence() {}

  /**
   * A kind of tree.
   *
   * @param what what a user calls it, where it is rejected as a statement
   * @param instead what to write, where it is rejected
   */
  public record Row(boolean isAllowed, String what, String instead) {}

  /** Every kind that a body can hold. */
  public static Map<Tree.Kind, Row> rows() {
    return Collections.unmodifiableMap(ROWS);
  }

  /** The row of a tree that is outside the fence. */
  static Optional<Row> rejected(Tree tree) {
    Row row = ROWS.get(tree.getKind());
    if (row == null) {
      return Optional.of(new Row(false, "this", "leave it out"));
    }
    return row.isAllowed() ? Optional.empty() : Optional.of(row);
  }

  private static void allow(Tree.Kind... kinds) {
    for (Tree.Kind kind : kinds) {
      ROWS.put(kind, new Row(true, "", ""));
    }
  }

  private static void reject(Tree.Kind kind, String instead) {
    reject(kind, "", instead);
  }

  private static void reject(Tree.Kind kind, String what, String instead) {
    ROWS.put(kind, new Row(false, what, instead));
  }
}
