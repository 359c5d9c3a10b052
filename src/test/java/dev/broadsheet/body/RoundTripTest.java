package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.body.document.ConversionWarnings;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.normalization.DocumentNormalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RoundTripTest {

    @Property(tries = 4000)
    void normalizingTwiceChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Document document = GeneratedDocument.of(seed, size);
        assertThat(DocumentNormalizer.normalize(document.blocks(), new ConversionWarnings()))
                .isEqualTo(document);
    }

    @Property(tries = 4000)
    void htmlRoundTripKeepsTheDocument(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Document document = GeneratedDocument.of(seed, size);
        String html = BodyConverter.toHtml(document);
        assertThat(read(SourceFormat.HTML, html)).as(html).isEqualTo(document);
    }

    @Property(tries = 4000)
    void markdownRoundTripKeepsTheDocument(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Document document = GeneratedDocument.of(seed, size);
        String markdown = BodyConverter.toMarkdown(document);
        assertThat(read(SourceFormat.MARKDOWN, markdown)).as(markdown).isEqualTo(document);
    }

    @Property(tries = 2000)
    void blocksRoundTripKeepsTheDocument(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Document document = GeneratedDocument.of(seed, size);
        String blocks = BodyConverter.blocks(document).toString();
        assertThat(read(SourceFormat.BLOCKS, blocks)).as(blocks).isEqualTo(document);
        assertThat(BodyConverter.fromStored(BodyConverter.blocks(document))).isEqualTo(document);
    }

    private static Document read(SourceFormat format, String text) {
        return BlockKeys.removeAll(
                BodyConverter.read(new BodySource(format, text), null).document());
    }
}
