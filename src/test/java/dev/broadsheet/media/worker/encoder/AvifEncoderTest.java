package dev.broadsheet.media.worker.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.media.worker.pixels.Layout;
import dev.broadsheet.media.worker.pixels.Pixels;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AvifEncoderTest {

    @Test
    void smoothPictureIsWrittenWell() {
        assertThat(AvifEncoder.preset(smooth(1600, 1200))).isEqualTo(4);
        assertThat(AvifEncoder.preset(smooth(1, 1))).isEqualTo(4);
    }

    @Test
    void largerOrFinerPictureIsWrittenFaster() {
        assertThat(AvifEncoder.preset(smooth(2400, 2400))).isEqualTo(6);
        assertThat(AvifEncoder.preset(noise(400, 400))).isEqualTo(4);
        assertThat(AvifEncoder.preset(noise(1200, 1200))).isEqualTo(6);
        assertThat(AvifEncoder.preset(noise(1600, 1600))).isEqualTo(8);
    }

    private static Pixels smooth(int width, int height) {
        Pixels picture = new Pixels(width, height, Layout.RGB);
        for (int i = 0; i < picture.samples().length; i++) {
            picture.samples()[i] = (byte) (i / 3 % width * 255 / width);
        }
        return picture;
    }

    private static Pixels noise(int width, int height) {
        Pixels picture = new Pixels(width, height, Layout.RGB);
        new Random(1).nextBytes(picture.samples());
        return picture;
    }
}
