package dev.pigrad.rl.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pigrad.rl.environment.Acrobot;
import dev.pigrad.rl.environment.CartPole;
import dev.pigrad.rl.environment.Environment;
import dev.pigrad.rl.environment.FiniteEnvironment;
import dev.pigrad.rl.environment.MountainCar;
import dev.pigrad.rl.environment.MountainCarContinuous;
import dev.pigrad.rl.environment.Pendulum;
import dev.pigrad.runtime.RandomStream;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RecorderTest {
  private static Environment environment(ClassicPicture picture) {
    return switch (picture) {
      case CART_POLE -> CartPole.v1();
      case PENDULUM -> Pendulum.v1();
      case ACROBOT -> Acrobot.v1();
      case MOUNTAIN_CAR -> MountainCar.v0();
      case MOUNTAIN_CAR_CONTINUOUS -> MountainCarContinuous.v0();
      case GRID_WORLD -> FiniteEnvironment.gridWorld();
      case BANDIT -> FiniteEnvironment.bandit();
    };
  }

  private static Recorder recorded(ClassicPicture picture, int steps) {
    Recorder recorder = new Recorder(environment(picture), picture);
    double[] observation = new double[recorder.observationSize()];
    recorder.reset(RandomStream.of(1), observation);
    for (int t = 0; t < steps; t++) {
      recorder.step(new double[] {1}, observation);
    }
    return recorder;
  }

  private static ImageReader reader(byte[] gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
    return reader;
  }

  @ParameterizedTest
  @EnumSource
  void everyStateIsAFrameThatShowsSomething(ClassicPicture picture) throws IOException {
    ImageReader gif = reader(recorded(picture, 3).toGif());
    assertEquals(4, gif.getNumImages(true));
    BufferedImage first = gif.read(0);
    BufferedImage last = gif.read(3);
    assertEquals(480, first.getWidth());
    assertEquals(320, first.getHeight());
    assertTrue(colours(first).size() > 2, () -> colours(first).toString());
    assertNotEquals(Arrays.hashCode(pixels(first)), Arrays.hashCode(pixels(last)), "nothing moves");
  }

  @Test
  void onlyTheFirstEpisodeIsWatched() throws IOException {
    Recorder recorder = recorded(ClassicPicture.BANDIT, 5);
    double[] observation = new double[1];
    recorder.reset(RandomStream.of(1), observation);
    recorder.step(new double[] {1}, observation);
    assertEquals(6, reader(recorder.toGif()).getNumImages(true));
  }

  @Test
  void thereIsNoPictureOfNothing() {
    Recorder recorder = new Recorder(CartPole.v1(), ClassicPicture.CART_POLE);
    assertThrows(IllegalStateException.class, recorder::toGif);
  }

  private static byte[] pixels(BufferedImage image) {
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  private static Set<Integer> colours(BufferedImage image) {
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .mapToObj(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
        .collect(Collectors.toSet());
  }
}
