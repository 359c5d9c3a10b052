package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.body.document.Canonical;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.Remarks;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RoundTripTest {

    @Property(tries = 4000)
    void canonicalDocumentsStayAsTheyAre(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Document document = Imagined.document(seed, size);
        assertThat(Canonical.of(document.blocks(), new Remarks())).isEqualTo(document);
    }

    @Property(tries = 4000)
    void whatIsWrittenAsHtmlReadsTheSame(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Document document = Imagined.document(seed, size);
        String html = Body.html(document);
        assertThat(read(Format.HTML, html)).as(html).isEqualTo(document);
    }

    @Property(tries = 4000)
    void whatIsWrittenAsMarkdownReadsTheSame(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Document document = Imagined.document(seed, size);
        String markdown = Body.markdown(document);
        assertThat(read(Format.MARKDOWN, markdown)).as(markdown).isEqualTo(document);
    }

    @Property(tries = 2000)
    void whatIsWrittenAsBlocksReadsTheSame(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Document document = Imagined.document(seed, size);
        String blocks = Body.blocks(document).toString();
        assertThat(read(Format.BLOCKS, blocks)).as(blocks).isEqualTo(document);
        assertThat(Body.stored(Body.blocks(document))).isEqualTo(document);
    }

    private static Document read(Format format, String text) {
        return Keys.none(Body.read(new Source(format, text), null).document());
    }
}
