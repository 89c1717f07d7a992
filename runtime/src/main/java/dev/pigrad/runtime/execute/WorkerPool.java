package dev.pigrad.runtime.execute;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of a job on a fixed number of threads, the caller's among them. Several callers
 * may run jobs at the same time; they share the threads. Jobs are objects that are used again, so
 * that a call allocates nothing.
 */
public final class WorkerPool implements AutoCloseable {
  /**
   * About 200 µs: a job that follows the last one, with a sum of gradients and a step of Adam
   * between them, finds its helpers awake. One that sleeps takes 100 µs to wake, and in a third of
   * the cases wakes on the caller's core, where it waits while the caller does its work.
   */
  private static final int SPINS = 5_000;

  private final int threads;
  private final Object lock = new Object();

  /** Jobs that take more helpers. Guarded by the lock, as everything below. */
  private final ArrayDeque<Job> open = new ArrayDeque<>();

  private final ArrayDeque<Job> free = new ArrayDeque<>();
  private boolean started;
  private boolean closed;

  /** How many jobs are open, for helpers that look without the lock. */
  private volatile int openJobs;

  /**
   * A pool whose threads start when they are first needed.
   *
   * @param threads the caller and {@code threads - 1} helpers, at least 1
   */
  public WorkerPool(int threads) {
    this.threads = threads;
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
    int helpers = Math.min(threads, tasks) - 1;
    if (helpers <= 0) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    Job job = open(tasks, task, helpers);
    job.work();
    withdraw(job);
    job.awaitHelpers();
    Throwable failure = job.finish();
    recycle(job);
    rethrow(failure);
  }

  private Job open(int tasks, IntConsumer task, int helpers) {
    synchronized (lock) {
      startHelpers();
      Job last = free.pollLast();
      Job job = last == null ? new Job() : last;
      job.begin(tasks, task, helpers);
      open.addLast(job);
      openJobs = open.size();
      for (int i = 0; i < helpers; i++) {
        lock.notify();
      }
      return job;
    }
  }

  /** From now on no further helper joins. */
  private void withdraw(Job job) {
    synchronized (lock) {
      open.remove(job);
      openJobs = open.size();
    }
  }

  private void recycle(Job job) {
    synchronized (lock) {
      free.addLast(job);
    }
  }

  private static void rethrow(@Nullable Throwable failure) {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(failure);
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }

  private void startHelpers() {
    if (started) {
      return;
    }
    started = true;
    for (int i = 1; i < threads; i++) {
      Thread.ofPlatform().daemon().name("pigrad-worker-" + i).start(this::help);
    }
  }

  private void help() {
    for (Job job = join(); job != null; job = join()) {
      job.work();
      job.leave();
    }
  }

  /** The next job that takes a helper; null when the pool is closed. */
  private @Nullable Job join() {
    for (int spin = 0; spin < SPINS && openJobs == 0; spin++) {
      Thread.onSpinWait();
    }
    synchronized (lock) {
      while (open.isEmpty()) {
        if (closed) {
          return null;
        }
        awaitJob();
      }
      Job job = open.getFirst();
      if (job.admitIsLast()) {
        open.removeFirst();
        openJobs = open.size();
      }
      return job;
    }
  }

  @SuppressWarnings("WaitNotInLoop") // join loops
  private void awaitJob() {
    try {
      lock.wait();
    } catch (InterruptedException e) {
      // nobody's business: helpers end by close()
    }
  }

  /** One call of {@link WorkerPool#run(int, IntConsumer)}: tasks are claimed in order. */
  private static final class Job {
    private final AtomicInteger claimed = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private int tasks;
    private IntConsumer task = index -> {};
    private int helpersWanted;
    private volatile @Nullable Thread caller;
    private volatile int failedIndex;
    private @Nullable Throwable failure;

    /** Under the pool's lock, when no helper is inside. */
    void begin(int tasks, IntConsumer task, int helpers) {
      this.tasks = tasks;
      this.task = task;
      this.helpersWanted = helpers;
      this.caller = Thread.currentThread();
      this.failedIndex = Integer.MAX_VALUE;
      claimed.set(0);
    }

    /** Counts a helper in, under the pool's lock; whether the job takes no more. */
    boolean admitIsLast() {
      inside.incrementAndGet();
      return --helpersWanted == 0;
    }

    void leave() {
      Thread waiting = caller;
      if (inside.decrementAndGet() == 0) {
        LockSupport.unpark(waiting);
      }
    }

    void work() {
      for (int i = claimed.getAndIncrement(); i < tasks; i = claimed.getAndIncrement()) {
        attempt(i);
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

    /** Who finds no task left leaves: without helpers inside, all tasks are done. */
    void awaitHelpers() {
      for (int spin = 0; inside.get() > 0; spin++) {
        if (spin < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
        }
      }
    }

    /** Forgets the call; its failure, if any. */
    synchronized @Nullable Throwable finish() {
      Throwable result = failure;
      failure = null;
      task = index -> {};
      caller = null;
      return result;
    }
  }
}
