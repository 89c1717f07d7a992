package dev.pigrad.rl.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A frame to draw on in units of the environment: x to the right, y up. */
public final class Canvas {
  static final int WIDTH = 480;
  static final int HEIGHT = 320;

  /** What is drawn with. */
  public enum Ink {
    /** Things that move. */
    DARK(0x26, 0x32, 0x38),
    /** What matters. */
    ACCENT(0xd5, 0x5e, 0x00),
    /** What helps. */
    GOAL(0x00, 0x9e, 0x73),
    /** The ground. */
    PALE(0xb0, 0xbe, 0xc5);

    final Color colour;

    Ink(int red, int green, int blue) {
      this.colour = new Color(red, green, blue);
    }
  }

  private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D graphics = image.createGraphics();
  private double centreX;
  private double centreY;
  private double pixelsPerUnit = 1;

  Canvas() {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
  }

  /**
   * What was drawn, in few colours: a plain one stays plain, where Java's own would be dithered.
   */
  BufferedImage image() {
    return Palette.reduce(image);
  }

  /** Puts this point into the middle, and this width from one side to the other. */
  public void show(double x, double y, double width) {
    centreX = x;
    centreY = y;
    pixelsPerUnit = WIDTH / width;
  }

  /** A line between two points, of this width. */
  public void line(Ink ink, double width, double x1, double y1, double x2, double y2) {
    graphics.setColor(ink.colour);
    graphics.setStroke(
        new BasicStroke(
            (float) (width * pixelsPerUnit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(new Line2D.Double(pixelX(x1), pixelY(y1), pixelX(x2), pixelY(y2)));
  }

  /** Straight lines from point to point, of this width. */
  public void path(Ink ink, double width, double[] x, double[] y) {
    Path2D path = new Path2D.Double();
    path.moveTo(pixelX(x[0]), pixelY(y[0]));
    for (int k = 1; k < x.length; k++) {
      path.lineTo(pixelX(x[k]), pixelY(y[k]));
    }
    graphics.setColor(ink.colour);
    graphics.setStroke(
        new BasicStroke(
            (float) (width * pixelsPerUnit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(path);
  }

  /** A disc around a point. */
  public void disc(Ink ink, double x, double y, double radius) {
    double pixels = radius * pixelsPerUnit;
    graphics.setColor(ink.colour);
    graphics.fill(
        new Ellipse2D.Double(pixelX(x) - pixels, pixelY(y) - pixels, 2 * pixels, 2 * pixels));
  }

  /** A rectangle around a point. */
  public void box(Ink ink, double x, double y, double width, double height) {
    graphics.setColor(ink.colour);
    graphics.fill(
        new Rectangle2D.Double(
            pixelX(x - width / 2),
            pixelY(y + height / 2),
            width * pixelsPerUnit,
            height * pixelsPerUnit));
  }

  private double pixelX(double x) {
    return WIDTH / 2.0 + (x - centreX) * pixelsPerUnit;
  }

  private double pixelY(double y) {
    return HEIGHT / 2.0 - (y - centreY) * pixelsPerUnit;
  }
}
