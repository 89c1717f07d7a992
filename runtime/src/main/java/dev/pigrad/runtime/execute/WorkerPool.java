package dev.pigrad.runtime.execute;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of a job on a fixed number of threads, the caller's among them. Several callers
 * may run jobs at the same time; they share the threads.
 */
public final class WorkerPool implements AutoCloseable {
  private final int threads;
  private final ExecutorService helpers;

  /**
   * A pool whose threads start when they are first needed.
   *
   * @param threads the caller and {@code threads - 1} helpers, at least 1
   */
  public WorkerPool(int threads) {
    this.threads = threads;
    AtomicInteger number = new AtomicInteger();
    int size = Math.max(1, threads - 1);
    this.helpers =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task ->
                Thread.ofPlatform()
                    .daemon()
                    .name("pigrad-worker-" + number.incrementAndGet())
                    .unstarted(task));
  }

  /** How many threads work on a job at most. */
  public int threads() {
    return threads;
  }

  /**
   * Runs {@code task} for each index below {@code tasks}, and returns when all are done.
   *
   * @throws RuntimeException what the task of the smallest index that failed threw
   */
  public void run(int tasks, IntConsumer task) {
    int workers = Math.min(threads, tasks);
    if (workers <= 1) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    Job job = new Job(tasks, task);
    for (int i = 1; i < workers; i++) {
      helpers.execute(job);
    }
    job.run();
    job.await();
  }

  @Override
  public void close() {
    helpers.shutdown();
  }

  /** One call of {@link WorkerPool#run(int, IntConsumer)}: tasks are claimed in order. */
  private static final class Job implements Runnable {
    private static final int SPINS = 2_000;

    private final int tasks;
    private final IntConsumer task;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger claimed = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile int failedIndex = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    Job(int tasks, IntConsumer task) {
      this.tasks = tasks;
      this.task = task;
    }

    @Override
    public void run() {
      for (int i = claimed.getAndIncrement(); i < tasks; i = claimed.getAndIncrement()) {
        attempt(i);
        if (done.incrementAndGet() == tasks) {
          LockSupport.unpark(caller);
        }
      }
    }

    /** After a failure only smaller indices still run: which failure is reported is no chance. */
    private void attempt(int index) {
      if (index > failedIndex) {
        return;
      }
      try {
        task.accept(index);
      } catch (RuntimeException | Error e) {
        fail(index, e);
      }
    }

    private synchronized void fail(int index, Throwable cause) {
      if (index < failedIndex) {
        failedIndex = index;
        failure = cause;
      }
    }

    void await() {
      for (int spin = 0; done.get() < tasks; spin++) {
        if (spin < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
      rethrow();
    }

    private synchronized void rethrow() {
      switch (failure) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new AssertionError(failure);
      }
    }
  }
}
