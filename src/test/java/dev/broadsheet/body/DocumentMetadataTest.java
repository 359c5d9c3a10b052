package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.body.document.Document;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DocumentMetadataTest {

    private static final Document ARTICLE =
            BodyConverter.read(new BodySource(SourceFormat.MARKDOWN, """
                                    # The *bay*

                                    Waves don't stop. They were six metres high, says [the office](https://sea.example/a).

                                    ## What next?

                                    > ![Boats](/boats.jpg)

                                    ```
                                    not counted at all
                                    ```

                                    [Again](https://sea.example/a) and <https://youtu.be/abcdef>.
                                    """), null).document();

    @Test
    void wordCountLeavesOutCode() {
        assertThat(DocumentMetadata.of(ARTICLE).words()).isEqualTo(2 + 3 + 8 + 2 + 2 + 4);
        assertThat(DocumentMetadata.of(ARTICLE).readingMinutes()).isEqualTo(1);
    }

    @Test
    void chineseAndJapaneseAreCountedByCharacter() {
        assertThat(words("今天天气很好。")).isEqualTo(6);
        assertThat(words("東京タワー and more")).isEqualTo(7);
        assertThat(words("한국어 문장입니다")).isEqualTo(2);
        assertThat(words("مرحبا بالعالم")).isEqualTo(2);
        assertThat(words("l’été, aujourd'hui")).isEqualTo(2);
        assertThat(words("")).isZero();
    }

    @Test
    void tableOfContentsListsTheHeadings() {
        assertThat(DocumentMetadata.of(ARTICLE).contents())
                .containsExactly(
                        new DocumentMetadata.TocEntry(1, "the-bay", "The bay"),
                        new DocumentMetadata.TocEntry(2, "what-next", "What next?"));
    }

    @Test
    void linksAreListedOnceInOrder() {
        assertThat(DocumentMetadata.of(ARTICLE).links())
                .containsExactly("https://sea.example/a", "https://youtu.be/abcdef");
    }

    @Test
    void firstImageIsFoundInNestedBlocks() {
        assertThat(DocumentMetadata.of(ARTICLE).firstImage())
                .isNotNull()
                .extracting(image -> image.url())
                .isEqualTo("/boats.jpg");
    }

    @Test
    void excerptEndsWithASentence() {
        assertThat(DocumentMetadata.excerpt(ARTICLE, 60, Locale.ENGLISH)).isEqualTo("Waves don't stop.");
        assertThat(DocumentMetadata.excerpt(ARTICLE, 10, Locale.ENGLISH)).isEqualTo("Waves…");
        assertThat(DocumentMetadata.excerpt(ARTICLE, 1000, Locale.ENGLISH)).endsWith("abcdef.");
    }

    @Property(tries = 500)
    void excerptKeepsItsLimit(@ForAll long seed, @ForAll @IntRange(min = 0, max = 80) int length) {
        assertThat(DocumentMetadata.excerpt(GeneratedDocument.of(seed, 6), length, Locale.ROOT)
                        .length())
                .isLessThanOrEqualTo(length);
    }

    private static int words(String text) {
        return DocumentMetadata.of(BodyConverter.read(new BodySource(SourceFormat.MARKDOWN, text), null)
                        .document())
                .words();
    }
}
