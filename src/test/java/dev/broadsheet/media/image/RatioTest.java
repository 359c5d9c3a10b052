package dev.broadsheet.media.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void codesAreThoseOfTheApi() {
        assertThat(Ratio.values()).extracting(Ratio::code).containsExactly("full", "16x9", "4x3", "1x1");
        for (Ratio ratio : Ratio.values()) {
            assertThat(Ratio.ofCode(ratio.code())).contains(ratio);
        }
        assertThat(Ratio.ofCode("FULL")).isEmpty();
    }

    @Test
    void cropIsAsLargeAsThePictureAllows() {
        assertThat(Ratio.WIDE.cropWidth(1600, 1200)).isEqualTo(1600);
        assertThat(Ratio.WIDE.cropHeight(1600, 1200)).isEqualTo(900);
        assertThat(Ratio.STANDARD.cropWidth(1600, 900)).isEqualTo(1200);
        assertThat(Ratio.STANDARD.cropHeight(1600, 900)).isEqualTo(900);
        assertThat(Ratio.SQUARE.cropWidth(16_000, 1)).isEqualTo(1);
        assertThat(Ratio.WIDE.cropHeight(1, 16_000)).isEqualTo(1);
        assertThat(Ratio.FULL.cropWidth(3, 7)).isEqualTo(3);
    }
}
