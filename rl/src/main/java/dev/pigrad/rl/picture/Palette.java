package dev.pigrad.rl.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/** The colours of a GIF: each ink in sixteen shades down to white, for smooth edges. */
final class Palette {
  private static final int SHADES = 16;
  private static final int SIZE = Canvas.Ink.values().length * SHADES;
  private static final byte[][] CHANNELS = channels();
  private static final IndexColorModel MODEL =
      new IndexColorModel(8, SIZE, CHANNELS[0], CHANNELS[1], CHANNELS[2]);

  private Palette() {}

  private static byte[][] channels() {
    byte[][] channels = new byte[3][SIZE];
    int i = 0;
    for (Canvas.Ink ink : Canvas.Ink.values()) {
      float[] full = ink.colour.getRGBColorComponents(null);
      for (int shade = 0; shade < SHADES; shade++, i++) {
        float share = shade / (SHADES - 1f);
        for (int c = 0; c < 3; c++) {
          channels[c][i] = (byte) Math.round(255 * (1 - share * (1 - full[c])));
        }
      }
    }
    return channels;
  }

  /** The same picture, each pixel in the colour that is nearest. */
  static BufferedImage reduce(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    BufferedImage reduced =
        new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, MODEL);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = nearest(pixels[i]);
    }
    reduced.getRaster().setPixels(0, 0, width, image.getHeight(), pixels);
    return reduced;
  }

  private static int nearest(int rgb) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < SIZE && least > 0; i++) {
      int red = (rgb >> 16 & 0xff) - (CHANNELS[0][i] & 0xff);
      int green = (rgb >> 8 & 0xff) - (CHANNELS[1][i] & 0xff);
      int blue = (rgb & 0xff) - (CHANNELS[2][i] & 0xff);
      int distance = red * red + green * green + blue * blue;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
