package dev.pigrad.runtime.kernel.opencl;

import dev.pigrad.runtime.execute.PackedParameters;
import dev.pigrad.runtime.execute.Pass;
import dev.pigrad.runtime.execute.PassPlan;
import dev.pigrad.runtime.execute.Rows;
import dev.pigrad.runtime.execute.Segments;
import dev.pigrad.runtime.execute.Stage;
import dev.pigrad.runtime.program.Parameter;
import dev.pigrad.runtime.program.PolicyProgram;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jocl.cl_mem;
import org.jspecify.annotations.Nullable;

/** A pass that is one kernel, whose groups take tiles in turn. */
final class DevicePass implements Pass<DeviceArray> {
  private final Session session;
  private final Programs programs;
  private final Vectors vectors;
  private final PolicyProgram program;
  private final PassPlan plan;
  private final PassText text;
  private final int gradientSize;
  private final DeviceArray policyConstants;
  private final DeviceArray surrogateConstants;
  private final List<BoundColumn> columns = new ArrayList<>();

  /** The text of the kernel for tiles of so many rows. */
  private final Map<Integer, String> texts = new HashMap<>();

  /** Part of a batch: the rows of one launch. */
  private record Piece(int first, int end) {}

  DevicePass(
      Session session, Programs programs, Vectors vectors, PolicyProgram program, PassPlan plan) {
    this.session = session;
    this.programs = programs;
    this.vectors = vectors;
    this.program = program;
    this.plan = plan;
    this.text = new PassText(plan, program);
    this.gradientSize = program.parameters().stream().mapToInt(Parameter::size).sum();
    this.policyConstants = constants(text.policyConstants());
    this.surrogateConstants = constants(text.surrogateConstants());
    for (Stage stage : plan.stages()) {
      if (!text.has(stage)) {
        throw new IllegalStateException(
            "'" + program.name() + "' has a distribution without " + stage.methodName());
      }
    }
    plan.loads().forEach(t -> columns.add(new BoundColumn(session, vectors, t.leaf(), false)));
    plan.stores().forEach(t -> columns.add(new BoundColumn(session, vectors, t.leaf(), true)));
  }

  private DeviceArray constants(double[] values) {
    DeviceArray constants = vectors.array(values.length);
    vectors.write(values, 0, constants, 0, values.length);
    return constants;
  }

  @Override
  public void bindLoad(int position, Segments<DeviceArray> column, Rows rows) {
    columns.get(position).bind(column, rows);
  }

  @Override
  public void bindStore(int position, Segments<DeviceArray> column, Rows rows) {
    columns.get(plan.loads().size() + position).bind(column, rows);
  }

  @Override
  public void run(
      int rows,
      PackedParameters<DeviceArray> theta,
      @Nullable PackedParameters<DeviceArray> direction,
      @Nullable DeviceArray gradient,
      double factor,
      double[] sums) {
    synchronized (session) {
      int tileRows = session.limits().tileRows(rows);
      int groups = groups(rows, tileRows);
      Arrays.fill(sums, 0);
      for (Piece piece : pieces(rows)) {
        session.begin();
        launch(piece, tileRows, groups, theta, direction, sums);
      }
      if (gradient != null) {
        KernelCall call =
            vectors
                .call("reduce")
                .with(gradients(groups))
                .with(groups)
                .with(gradientStride())
                .with(gradientSize)
                .with((float) factor)
                .with(gradient.buffer().overwriteOnDevice());
        Vectors.launch(call, gradientSize);
      }
      Calls.flush(session.queue());
    }
  }

  /** As many as keep the device busy, fewer where their gradients would fill its memory. */
  private int groups(int rows, int tileRows) {
    long most = session.limits().memory() / 4 / Math.max(1, (long) gradientStride() * Float.BYTES);
    int tiles = Math.ceilDiv(rows, tileRows);
    return Math.clamp(Math.min(tiles, most), 1, session.limits().groups());
  }

  private int gradientStride() {
    return plan.hasGradient() ? Math.ceilDiv(gradientSize + 16, 16) * 16 : 16;
  }

  private cl_mem gradients(int groups) {
    return session.scratch("gradients", (long) groups * gradientStride() * Float.BYTES);
  }

  private KernelCall call(int tileRows) {
    String owner = "a pass of '" + program.name() + "'";
    String source =
        texts.computeIfAbsent(tileRows, n -> text.text(session.limits().groupSize(), n));
    return new KernelCall(session, programs.kernel(owner, source, "pass"), owner);
  }

  /** Rows whose columns are an array each; all of them where the batch is. */
  private List<Piece> pieces(int rows) {
    int most = columns.stream().mapToInt(BoundColumn::mostRows).min().orElse(rows);
    List<Piece> pieces = new ArrayList<>();
    for (int first = 0; first < rows; first += Math.min(rows, most)) {
      pieces.add(new Piece(first, (int) Math.min(rows, (long) first + most)));
    }
    return pieces;
  }

  private void launch(
      Piece piece,
      int tileRows,
      int groups,
      PackedParameters<DeviceArray> theta,
      @Nullable PackedParameters<DeviceArray> direction,
      double[] sums) {
    int tiles = Math.ceilDiv(piece.end() - piece.first(), tileRows);
    long sumBytes = Math.max(1, (long) tiles * plan.sums()) * Float.BYTES;
    cl_mem sumMemory = session.scratch("sums", sumBytes);
    boolean hasChoices = columns.stream().anyMatch(BoundColumn::isIndex);
    cl_mem wrong = hasChoices ? clearWrong() : null;
    int policyBytes = text.policyBytes(tileRows);
    int surrogateBytes = text.surrogateBytes(tileRows);
    KernelCall call =
        call(tileRows)
            .with(piece.first())
            .with(piece.end())
            .with(gradientSize)
            .with(gradientStride())
            .with(policyBytes)
            .with(surrogateBytes)
            .with(session.scratch("policies", (long) groups * policyBytes))
            .with(session.scratch("steps", (long) groups * text.stepBytes(tileRows)))
            .with(session.scratch("surrogates", (long) groups * surrogateBytes))
            .with(((DeviceParameters) theta).memory())
            .with(direction == null ? null : ((DeviceParameters) direction).memory())
            .with(gradients(groups))
            .with(policyConstants.buffer().readOnDevice())
            .with(surrogateConstants.buffer().readOnDevice())
            .with(sumMemory)
            .with(wrong)
            .withLocal(session.limits().localBytes());
    IdentityHashMap<int[], cl_mem> selections = new IdentityHashMap<>();
    for (BoundColumn column : columns) {
      column.addTo(
          call,
          piece.first(),
          piece.end(),
          selected -> selections.computeIfAbsent(selected, s -> upload(s, selections.size())));
    }
    call.launch(groups, session.limits().groupSize());
    columns.forEach(c -> c.finish(piece.first(), piece.end()));
    if (wrong != null) {
      requireChoices(wrong);
    }
    if (plan.sums() > 0) {
      addSums(sumMemory, sumBytes, sums);
    }
  }

  private cl_mem upload(int[] positions, int number) {
    return upload(
        "selected" + number,
        Session.host((long) positions.length * Integer.BYTES).asIntBuffer().put(positions).flip(),
        (long) positions.length * Integer.BYTES);
  }

  /** The entries may be forgotten at once: what is uploaded stays reachable until it is done. */
  private cl_mem upload(String use, Buffer entries, long bytes) {
    cl_mem memory = session.scratch(use, bytes);
    Calls.write(session.queue(), memory, entries, bytes);
    session.keepUntilFinished(entries);
    return memory;
  }

  /** No row is wrong yet. */
  private cl_mem clearWrong() {
    int[] none = new int[plan.loads().size()];
    Arrays.fill(none, Integer.MAX_VALUE);
    long bytes = (long) none.length * Integer.BYTES;
    return upload("wrong", Session.host(bytes).asIntBuffer().put(none).flip(), bytes);
  }

  private void requireChoices(cl_mem wrong) {
    long bytes = (long) plan.loads().size() * Integer.BYTES;
    IntBuffer rows = Session.host(bytes).asIntBuffer();
    Calls.read(session.queue(), wrong, rows, bytes);
    for (int i = 0; i < plan.loads().size(); i++) {
      if (rows.get(i) != Integer.MAX_VALUE) {
        throw columns.get(i).noChoice(rows.get(i));
      }
    }
  }

  private void addSums(cl_mem memory, long bytes, double[] sums) {
    FloatBuffer ofTiles = Session.host(bytes).asFloatBuffer();
    Calls.read(session.queue(), memory, ofTiles, bytes);
    for (int i = 0; i < ofTiles.capacity(); i++) {
      sums[i % sums.length] += ofTiles.get(i);
    }
  }
}
