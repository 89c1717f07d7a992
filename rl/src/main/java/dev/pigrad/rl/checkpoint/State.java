package dev.pigrad.rl.checkpoint;

import dev.pigrad.runtime.Safetensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrays of numbers by name, each number to the last bit: floats, doubles, and whole numbers up to
 * 2⁵³. Parts have names of their own, with dots between them: {@code environments.3.observation}.
 */
public final class State {
  private final Map<String, double[]> arrays;
  private final String prefix;

  private State(Map<String, double[]> arrays, String prefix) {
    this.arrays = arrays;
    this.prefix = prefix;
  }

  /** Nothing yet. */
  public State() {
    this(new LinkedHashMap<>(), "");
  }

  /** A part of this state: what is put there is here too, under a longer name. */
  public State part(String name) {
    return new State(arrays, prefix + name + ".");
  }

  /** Adds numbers, which are copied. */
  public void put(String name, double... values) {
    arrays.put(prefix + name, values.clone());
  }

  /**
   * The numbers of this name.
   *
   * @throws IllegalArgumentException if there are none
   */
  public double[] get(String name) {
    double[] values = arrays.get(prefix + name);
    if (values == null) {
      throw new IllegalArgumentException("it has no '" + prefix + name + "'");
    }
    return values.clone();
  }

  /**
   * The single number of this name.
   *
   * @throws IllegalArgumentException if there is not exactly one
   */
  public double number(String name) {
    double[] values = get(name);
    if (values.length != 1) {
      throw new IllegalArgumentException(
          "'" + prefix + name + "' should be one number, found " + values.length);
    }
    return values[0];
  }

  /** The names in this part, in the order in which they were put. */
  public List<String> names() {
    return arrays.keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .toList();
  }

  /** All of it as a file of one-dimensional tensors in double precision. */
  public Safetensors toSafetensors() {
    Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
    arrays.forEach(
        (name, values) ->
            tensors.put(name, new Safetensors.Tensor(List.of(values.length), values)));
    return new Safetensors(Map.of(), tensors);
  }

  /** What {@link #toSafetensors} made a file of. */
  public static State of(Safetensors file) {
    State state = new State();
    file.tensors().forEach((name, tensor) -> state.put(name, tensor.values()));
    return state;
  }
}
