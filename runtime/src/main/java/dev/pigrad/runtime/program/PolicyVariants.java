package dev.pigrad.runtime.program;

import dev.pigrad.runtime.kernel.Kernels;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The program of a policy whose constants choose among several derivations. */
public abstract class PolicyVariants implements PolicyProgram {
  private final PolicyProgram chosen;

  /** A program that is {@code chosen}. */
  protected PolicyVariants(PolicyProgram chosen) {
    this.chosen = chosen;
  }

  @Override
  public final String name() {
    return chosen.name();
  }

  @Override
  public final List<Parameter> parameters() {
    return chosen.parameters();
  }

  @Override
  public final List<String> actingParameters() {
    return chosen.actingParameters();
  }

  @Override
  public final List<Leaf> inputs() {
    return chosen.inputs();
  }

  @Override
  public final List<Leaf> action() {
    return chosen.action();
  }

  @Override
  public final List<Leaf> distribution() {
    return chosen.distribution();
  }

  @Override
  public final List<Leaf> noise() {
    return chosen.noise();
  }

  @Override
  public final List<String> outputs() {
    return chosen.outputs();
  }

  @Override
  public final Set<Quantity> offers() {
    return chosen.offers();
  }

  @Override
  public final int tileRows() {
    return chosen.tileRows();
  }

  @Override
  public final long multiplyAdds() {
    return chosen.multiplyAdds();
  }

  @Override
  public final Map<String, String> composedFrom() {
    return chosen.composedFrom();
  }

  @Override
  public final Map<String, String> present() {
    return chosen.present();
  }

  @Override
  public final PolicyTile<float[]> floatTile(Kernels<float[]> kernels, StepTile<float[]> step) {
    return chosen.floatTile(kernels, step);
  }

  @Override
  public final PolicyTile<double[]> doubleTile(Kernels<double[]> kernels, StepTile<double[]> step) {
    return chosen.doubleTile(kernels, step);
  }

  @Override
  public final PolicyDual<float[]> floatDual(Kernels<float[]> kernels, StepTile<float[]> step) {
    return chosen.floatDual(kernels, step);
  }

  @Override
  public final PolicyDual<double[]> doubleDual(Kernels<double[]> kernels, StepTile<double[]> step) {
    return chosen.doubleDual(kernels, step);
  }

  @Override
  public final KernelSource openCl() {
    return chosen.openCl();
  }

  @Override
  public final KernelSource openClDual() {
    return chosen.openClDual();
  }
}
