package dev.pigrad.testing;

import dev.pigrad.lang.Scalar;
import dev.pigrad.lang.Step;
import dev.pigrad.processor.plan.Source;
import dev.pigrad.runtime.Batch;
import dev.pigrad.runtime.ParameterLayout;
import dev.pigrad.runtime.program.PolicyProgram;
import dev.pigrad.runtime.program.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What a setting has in the places that equations read from, row by row; of a step what the body
 * says.
 *
 * @param constants of the record that the equations are of, by path
 * @param extras what a surrogate's loss names besides the step
 */
record Numbers(Setting setting, Map<String, ?> constants, List<String> extras) {

  /** The rows, a single one of what is shared; empty where a setting has none. */
  Optional<double[][]> of(Source source) {
    PolicyProgram program = setting.policy().program();
    return switch (source) {
      case Source.Parameter(int position) -> Optional.of(parameter(position));
      case Source.Input(int position) -> column(program.inputs().get(position).name());
      case Source.Action(int position) -> column(program.action().get(position).name());
      case Source.Old(int position) -> column("old." + program.distribution().get(position).name());
      case Source.Noise(int position) -> column(program.noise().get(position).name());
      case Source.Step(String quantity) -> Optional.of(step(Quantity.valueOf(quantity)));
      case Source.Extra(int position) -> Optional.of(extra(extras.get(position)));
      case Source.Constant(String path) -> constant(path);
      case Source.Direction _,
          Source.StepCotangent _,
          Source.ExtraCotangent _,
          Source.Cotangent _,
          Source.Tangent _ ->
          Optional.empty();
    };
  }

  private double[][] parameter(int position) {
    ParameterLayout.Entry entry = setting.policy().parameterLayout().entries().get(position);
    return new double[][] {setting.theta().get(entry.name())};
  }

  private Optional<double[][]> column(String name) {
    Batch batch = setting.batch();
    if (!batch.columns().contains(name) || !batch.column(name).isSet()) {
      return Optional.empty();
    }
    double[][] rows = new double[batch.rows()][batch.column(name).width()];
    for (int row = 0; row < rows.length; row++) {
      batch.column(name).get(row, rows[row], 0);
    }
    return Optional.of(rows);
  }

  private double[][] step(Quantity quantity) {
    EagerPoint point = setting.point();
    EagerPoint old = setting.oldPoint();
    return rows(row -> quantity(quantity, point.step(old, setting.batch(), row)));
  }

  private static Scalar quantity(Quantity quantity, Step step) {
    return switch (quantity) {
      case LOG_PROB -> step.logProb();
      case OLD_LOG_PROB -> step.oldLogProb();
      case ENTROPY -> step.entropy();
      case KL -> step.kl();
      case VALUE -> step.value();
      case OLD_VALUE -> step.oldValue();
      case ADVANTAGE -> step.advantage();
      case RETURN_TARGET -> step.returnTarget();
      case WEIGHT -> step.weight();
    };
  }

  private double[][] extra(String name) {
    EagerPoint point = setting.point();
    return rows(row -> setting.further(point, name, row));
  }

  private double[][] rows(IntFunction<Scalar> ofRow) {
    double[][] rows = new double[setting.batch().rows()][1];
    for (int row = 0; row < rows.length; row++) {
      rows[row][0] = ofRow.apply(row).value();
    }
    return rows;
  }

  private Optional<double[][]> constant(String path) {
    return constants.get(path) instanceof Number number
        ? Optional.of(new double[][] {{number.doubleValue()}})
        : Optional.empty();
  }
}
