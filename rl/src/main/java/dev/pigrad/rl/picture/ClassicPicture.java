package dev.pigrad.rl.picture;

import dev.pigrad.rl.picture.Canvas.Ink;
import java.util.stream.IntStream;

/** The environments that come with pigrad. */
public enum ClassicPicture implements Picture {
  /** A cart on a rail with its pole. */
  CART_POLE(2) {
    @Override
    public void draw(Canvas canvas, double[] state) {
      double x = state[0];
      double angle = state[2];
      canvas.show(0, 0.5, 5.4);
      canvas.line(Ink.PALE, 0.03, -2.4, 0, 2.4, 0);
      canvas.box(Ink.DARK, x, 0, 0.5, 0.3);
      canvas.line(Ink.ACCENT, 0.1, x, 0.15, x + Math.sin(angle), 0.15 + Math.cos(angle));
    }
  },

  /** A rod that turns around its end. */
  PENDULUM(5) {
    @Override
    public void draw(Canvas canvas, double[] state) {
      canvas.show(0, 0, 4);
      // 0 is upright, and angles grow to the left
      canvas.line(Ink.ACCENT, 0.2, 0, 0, -Math.sin(state[0]), Math.cos(state[0]));
      canvas.disc(Ink.DARK, 0, 0, 0.06);
    }
  },

  /** Two links, and the line that the tip is to reach. */
  ACROBOT(6) {
    @Override
    public void draw(Canvas canvas, double[] state) {
      canvas.show(0, 0, 6.8);
      canvas.line(Ink.GOAL, 0.03, -3, 1, 3, 1);
      double x = Math.sin(state[0]);
      double y = -Math.cos(state[0]);
      double tipX = x + Math.sin(state[0] + state[1]);
      double tipY = y - Math.cos(state[0] + state[1]);
      canvas.line(Ink.DARK, 0.15, 0, 0, x, y);
      canvas.line(Ink.ACCENT, 0.15, x, y, tipX, tipY);
      canvas.disc(Ink.PALE, 0, 0, 0.05);
      canvas.disc(Ink.PALE, x, y, 0.05);
    }
  },

  /** The valley, its goal at 0.5, and the car. */
  MOUNTAIN_CAR(3) {
    @Override
    public void draw(Canvas canvas, double[] state) {
      valley(canvas, state[0], 0.5);
    }
  },

  /** The valley, its goal at 0.45, and the car. */
  MOUNTAIN_CAR_CONTINUOUS(3) {
    @Override
    public void draw(Canvas canvas, double[] state) {
      valley(canvas, state[0], 0.45);
    }
  },

  /** Nine fields, the pit in the middle, the goal at the end, and the agent. */
  GRID_WORLD(50) {
    @Override
    public void draw(Canvas canvas, double[] state) {
      canvas.show(1, -1, 5.4);
      for (int line = 0; line <= 3; line++) {
        canvas.line(Ink.PALE, 0.02, -0.5, 0.5 - line, 2.5, 0.5 - line);
        canvas.line(Ink.PALE, 0.02, line - 0.5, 0.5, line - 0.5, -2.5);
      }
      canvas.box(Ink.PALE, 1, -1, 1, 1);
      canvas.box(Ink.GOAL, 2, -2, 1, 1);
      int field = (int) state[0];
      canvas.disc(Ink.ACCENT, field % 3, -Math.floorDiv(field, 3), 0.3);
    }
  },

  /** A disc for each pull that was made: a bandit has nothing else to see. */
  BANDIT(50) {
    @Override
    public void draw(Canvas canvas, double[] state) {
      canvas.show(2, 0, 7);
      for (int pull = 0; pull < 5; pull++) {
        canvas.disc(pull < state[1] ? Ink.ACCENT : Ink.PALE, pull, 0, 0.3);
      }
    }
  };

  private final int hundredths;

  ClassicPicture(int hundredths) {
    this.hundredths = hundredths;
  }

  @Override
  public int hundredths() {
    return hundredths;
  }

  private static void valley(Canvas canvas, double x, double goal) {
    int points = 60;
    double[] along =
        IntStream.rangeClosed(0, points).mapToDouble(k -> -1.2 + 1.8 * k / points).toArray();
    double[] ground = IntStream.rangeClosed(0, points).mapToDouble(k -> height(along[k])).toArray();
    canvas.show(-0.3, 0.6, 2.1);
    canvas.path(Ink.PALE, 0.012, along, ground);
    canvas.line(Ink.GOAL, 0.012, goal, height(goal), goal, height(goal) + 0.2);
    canvas.box(Ink.GOAL, goal + 0.04, height(goal) + 0.17, 0.08, 0.06);
    canvas.disc(Ink.ACCENT, x, height(x) + 0.045, 0.04);
  }

  /** As Gymnasium draws it. */
  private static double height(double x) {
    return 0.45 * Math.sin(3 * x) + 0.55;
  }
}
