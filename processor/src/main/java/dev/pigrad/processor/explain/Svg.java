package dev.pigrad.processor.explain;

import java.util.Formatter;
import java.util.Locale;

/** Scalable Vector Graphics as text. */
final class Svg {
  /** Of a character of the fonts below, in units of its size, rounded up. */
  private static final double ADVANCE = 0.61;

  private final Formatter body = new Formatter(Locale.ROOT);

  /** A line of curves that leave and arrive vertically. */
  static final class Path {
    private final StringBuilder commands = new StringBuilder();
    private double x;
    private double y;

    Path(double x, double y) {
      commands.append(String.format(Locale.ROOT, "M%.1f %.1f", x, y));
      this.x = x;
      this.y = y;
    }

    Path curveTo(double toX, double toY) {
      double middle = (y + toY) / 2;
      commands.append(
          String.format(
              Locale.ROOT, "C%.1f %.1f %.1f %.1f %.1f %.1f", x, middle, toX, middle, toX, toY));
      x = toX;
      y = toY;
      return this;
    }

    Path lineTo(double toX, double toY) {
      commands.append(String.format(Locale.ROOT, "L%.1f %.1f", toX, toY));
      x = toX;
      y = toY;
      return this;
    }
  }

  /** How wide a text is. */
  static double width(String text, double size) {
    return text.codePointCount(0, text.length()) * size * ADVANCE;
  }

  /** What follows is moved there, until {@link #close}. */
  void open(double x, double y) {
    body.format("<g transform=\"translate(%.1f %.1f)\">\n", x, y);
  }

  /** What follows has a tooltip, until {@link #close}. */
  void openTitled(String title) {
    body.format("<g><title>%s</title>\n", escaped(title));
  }

  void close() {
    body.format("</g>\n");
  }

  void rectangle(
      double x,
      double y,
      double width,
      double height,
      double radius,
      String fill,
      String stroke,
      int strokeWidth) {
    body.format(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\" fill=\"%s\""
            + " stroke=\"%s\" stroke-width=\"%d\"/>\n",
        x, y, width, height, radius, fill, stroke, strokeWidth);
  }

  void text(
      double x, double y, double size, String anchor, String fill, boolean isBold, String text) {
    body.format(
        "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.0f\" text-anchor=\"%s\""
            + " fill=\"%s\"%s>%s</text>\n",
        x, y, size, anchor, fill, isBold ? " font-weight=\"bold\"" : "", escaped(text));
  }

  void arrow(Path path) {
    body.format(
        "<path d=\"%s\" fill=\"none\" stroke=\"#94a3b8\" stroke-width=\"1.4\""
            + " marker-end=\"url(#end)\"/>\n",
        path.commands);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The document. */
  String document(double width, double height) {
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$.0f" height="%2$.0f" \
        viewBox="0 0 %1$.0f %2$.0f" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace">
        <defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" \
        orient="auto"><path d="M0 0L8 4L0 8z" fill="#94a3b8"/></marker></defs>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        %3$s</svg>
        """,
        width,
        height,
        body);
  }
}
