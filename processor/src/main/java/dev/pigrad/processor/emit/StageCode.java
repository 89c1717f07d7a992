package dev.pigrad.processor.emit;

import dev.pigrad.processor.ir.Value;
import dev.pigrad.processor.plan.Stage;
import dev.pigrad.processor.plan.Write.Destination;
import java.util.List;
import java.util.Map;

/** A stage as statements. */
final class StageCode {
  private final Stage stage;
  private final List<Statement> statements;
  private final List<List<Statement>> parts;
  private final Map<Value, Destination> placed;

  StageCode(Stage stage, StageNodes nodes, Readers readers) {
    this.stage = stage;
    this.statements = LoopFusion.of(Sinking.of(nodes, stage, readers));
    this.parts = MethodSize.split(statements, MethodSize::of);
    this.placed = nodes.placed();
  }

  /** The stage's name. */
  String name() {
    return stage.name();
  }

  /** The stage's summary. */
  String summary() {
    return stage.summary();
  }

  /** All statements in order. */
  List<Statement> statements() {
    return statements;
  }

  /** The same by methods: one, unless a single method would be too large. */
  List<List<Statement>> parts() {
    return parts;
  }

  /** Results that are computed where the stage leaves them. */
  Map<Value, Destination> placed() {
    return placed;
  }

  /** The position of the part that has the statement at {@code position}. */
  int partOf(int position) {
    int end = 0;
    for (int part = 0; part < parts.size(); part++) {
      end += parts.get(part).size();
      if (position < end) {
        return part;
      }
    }
    throw new IllegalArgumentException("no statement " + position);
  }
}
