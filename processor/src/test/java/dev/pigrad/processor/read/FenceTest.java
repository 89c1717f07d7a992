package dev.pigrad.processor.read;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of the accepted Java is complete. */
final class FenceTest {
  @ParameterizedTest
  @EnumSource
  void everyStatementAndExpressionHasARow(Tree.Kind kind) {
    Class<?> type = kind.asInterface();
    boolean stands =
        type != null
            && (StatementTree.class.isAssignableFrom(type)
                || ExpressionTree.class.isAssignableFrom(type));
    boolean isNoBody =
        switch (kind) {
          case ANNOTATION, ANNOTATION_TYPE, TYPE_ANNOTATION, ERRONEOUS, ANNOTATED_TYPE, OTHER ->
              true;
          default -> false;
        };
    assertTrue(!stands || isNoBody || Fence.rows().containsKey(kind), kind.toString());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsRejectedSaysWhatToWrite(Tree.Kind kind) {
    Fence.Row row = Fence.rows().get(kind);
    boolean isSilent = row != null && !row.isAllowed() && row.instead().isEmpty();
    assertFalse(isSilent);
  }
}
