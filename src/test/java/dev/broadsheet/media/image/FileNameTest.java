package dev.broadsheet.media.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.media.worker.ImageFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

    @Test
    void nameIsParsedAndWritten() {
        FileName name = new FileName(Ratio.WIDE, 1600, "0123456789", ImageFormat.JPEG);
        assertThat(name).hasToString("16x9-1600-0123456789.jpg");
        assertThat(FileName.parse("16x9-1600-0123456789.jpg")).contains(name);
        assertThat(FileName.parse("full-1-abcdef0123.avif"))
                .contains(new FileName(Ratio.FULL, 1, "abcdef0123", ImageFormat.AVIF));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "16x9-1600-0123456789.jpeg",
                "16x9-1600-0123456789.gif",
                "16x9-01600-0123456789.jpg",
                "16x9-0-0123456789.jpg",
                "16x9-16000-0123456789.jpg",
                "16x9-1600-012345678A.jpg",
                "16x9-1600-012345678.jpg",
                "16x9-1600-01234567890.jpg",
                "5x4-1600-0123456789.jpg",
                "16x9-1600-0123456789.jpg/",
                "original",
                ""
            })
    void otherNamesAreNone(String name) {
        assertThat(FileName.parse(name)).isEmpty();
    }
}
