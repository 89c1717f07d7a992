package dev.pigrad.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Parameters on disk, in the safetensors format that PyTorch, JAX and NumPy users read: a length, a
 * JSON header, and the tensors' entries, row after row, little endian. The same parameters give the
 * same bytes.
 *
 * @param metadata free text by key
 * @param tensors by name, in the order of the file
 */
public record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {
  /** The maps are copied. */
  public Safetensors {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /** How entries are stored. */
  public enum Type {
    /** IEEE 754 binary32. */
    F32(4),
    /** IEEE 754 binary64. */
    F64(8);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    /** Bytes of an entry. */
    public int bytes() {
      return bytes;
    }
  }

  /**
   * A tensor.
   *
   * @param shape its sizes, outermost first; none for a scalar
   * @param values its entries, row after row
   */
  @SuppressWarnings("ArrayRecordComponent") // the entries are not copied: there may be millions
  public record Tensor(List<Integer> shape, double[] values) {
    /** The shape is copied; it must agree with the number of values. */
    public Tensor {
      shape = List.copyOf(shape);
      long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
      if (size != values.length) {
        throw new IllegalArgumentException(
            "a tensor of shape " + shape + " has " + size + " entries, found " + values.length);
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Tensor tensor
          && shape.equals(tensor.shape)
          && Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
      return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return "Tensor" + shape;
    }
  }

  /** The tensors of {@code parameters}. */
  public static Safetensors of(Parameters parameters, Map<String, String> metadata) {
    double[] flat = parameters.toDoubleArray();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterLayout.Entry entry : parameters.layout().entries()) {
      double[] values = Arrays.copyOfRange(flat, entry.offset(), entry.offset() + entry.size());
      tensors.put(entry.name(), new Tensor(entry.shape(), values));
    }
    return new Safetensors(metadata, tensors);
  }

  /** Writes {@code parameters} in single precision. */
  public static void write(Path path, Parameters parameters, Map<String, String> metadata)
      throws IOException {
    of(parameters, metadata).write(path, Type.F32);
  }

  /**
   * Writes these tensors. The file appears under its name only when it is complete.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path path, Type type) throws IOException {
    SafetensorsWriter.write(path, this, type);
  }

  /**
   * Reads a file of F32 and F64 tensors.
   *
   * @throws IOException if the file cannot be read or is not in the format; the message names the
   *     file and what is wrong
   */
  public static Safetensors read(Path path) throws IOException {
    return SafetensorsReader.read(path);
  }

  /**
   * Sets {@code parameters} to these tensors.
   *
   * @throws IllegalArgumentException if names or shapes differ; nothing is changed then
   */
  public void copyTo(Parameters parameters) {
    List<String> unexpected = new ArrayList<>(tensors.keySet());
    unexpected.removeAll(parameters.layout().names());
    copyTo(parameters, parameters.layout().all(), unexpected);
  }

  /**
   * Sets those tensors of {@code parameters} that {@code subset} has, and leaves the others. There
   * may be more tensors here, as in the file of a policy that shares some with this one.
   *
   * @throws IllegalArgumentException if one is missing or of another shape, or the subset is of
   *     another layout; nothing is changed then
   */
  public void copyTo(Parameters parameters, ParameterLayout.Subset subset) {
    copyTo(parameters, subset, List.of());
  }

  private void copyTo(
      Parameters parameters, ParameterLayout.Subset subset, List<String> unexpected) {
    parameters.requirePart(subset);
    List<ParameterLayout.Entry> entries =
        parameters.layout().entries().stream().filter(subset::contains).toList();
    List<String> missing =
        entries.stream()
            .map(ParameterLayout.Entry::name)
            .filter(name -> !tensors.containsKey(name))
            .toList();
    if (!missing.isEmpty() || !unexpected.isEmpty()) {
      throw new IllegalArgumentException(
          "these tensors are not those of policy '"
              + parameters.policy()
              + "': missing "
              + missing
              + ", unexpected "
              + unexpected
              + "; use the file of the same policy");
    }
    double[] flat = parameters.toDoubleArray();
    for (ParameterLayout.Entry entry : entries) {
      copy(parameters.policy(), entry, flat);
    }
    parameters.copyFrom(flat);
  }

  private void copy(String policy, ParameterLayout.Entry entry, double[] flat) {
    Tensor tensor = Objects.requireNonNull(tensors.get(entry.name()));
    if (!tensor.shape().equals(entry.shape())) {
      throw new IllegalArgumentException(
          "tensor '"
              + entry.name()
              + "' has shape "
              + tensor.shape()
              + ", but policy '"
              + policy
              + "' has "
              + entry.shape()
              + "; use a policy of the sizes that it was written with");
    }
    System.arraycopy(tensor.values(), 0, flat, entry.offset(), entry.size());
  }
}
