package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.ConversionWarnings;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.DocumentTraversal;
import dev.broadsheet.body.document.LibraryImage;
import dev.broadsheet.body.document.LibraryImages;
import dev.broadsheet.body.normalization.DocumentNormalizer;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RoundTripTest {

    private static final String MEDIA = "123e4567-e89b-12d3-a456-426614174000";
    private static final String URL = "/files/" + MEDIA + "/full-1600-0123456789.jpg";
    private static final LibraryImages LIBRARY = LibraryImages.forReaders(Map.of(MEDIA, new LibraryImage(members())));

    private static ObjectNode members() {
        ObjectNode members = JsonNodeFactory.instance
                .objectNode()
                .put("media", MEDIA)
                .put("url", URL)
                .put("width", 1600)
                .put("height", 900)
                .put("alt", "Quay <at> \"night\"")
                .put("caption", "The *quay*")
                .put("credit", "Ada & Co");
        members.withObject("/renditions/full/srcset")
                .put("avif", URL + " 1600w")
                .put("webp", URL + " 1600w")
                .put("jpeg", URL + " 1600w");
        return members;
    }

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

    @Property(tries = 1000)
    void htmlWithLibraryImagesKeepsTheDocument(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Document document = GeneratedDocument.of(seed, size);
        String html = BodyConverter.toHtml(document, LIBRARY);
        assertThat(read(SourceFormat.HTML, html)).as(html).isEqualTo(LIBRARY.complete(document));
    }

    @Property(tries = 1000)
    void markdownWithLibraryImagesKeepsTheDocument(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Document document = GeneratedDocument.of(seed, size);
        String markdown = BodyConverter.toMarkdown(document, LIBRARY);
        Document again = read(SourceFormat.MARKDOWN, markdown);
        assertThat(new Document(DocumentTraversal.map(again.blocks(), RoundTripTest::withId)))
                .as(markdown)
                .isEqualTo(LIBRARY.complete(document));
    }

    @Property(tries = 1000)
    void blocksWithLibraryImagesKeepTheDocument(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Document document = GeneratedDocument.of(seed, size);
        String blocks = BodyConverter.blocks(document, LIBRARY).toString();
        assertThat(read(SourceFormat.BLOCKS, blocks)).as(blocks).isEqualTo(LIBRARY.complete(document));
        assertThat(LibraryImages.in(BodyConverter.blocks(document, LIBRARY)).find(MEDIA) == null)
                .isEqualTo(!blocks.contains(MEDIA));
    }

    @Test
    void hiddenImagesLeaveNothingBehind() {
        Document document = read(SourceFormat.BLOCKS, """
                [{"type": "image", "media": "%1$s"}, {"type": "quote", "blocks": [{"type": "image", "media": "%1$s"}]},
                 {"type": "gallery", "images": [{"type": "image", "media": "%1$s"}], "caption": "All"},
                 {"type": "gallery", "images": [{"type": "image", "media": "%1$s"}, {"type": "image", "url": "/a"}]}, {"type": "divider"}]
                """.formatted(MEDIA));
        LibraryImages nothing = LibraryImages.forReaders(Map.of());
        assertThat(BodyConverter.toHtml(document, nothing).replace("\n", ""))
                .isEqualTo("<figure class=\"gallery\"><figure><img src=\"/a\" alt=\"\"></figure></figure><hr>");
        assertThat(BodyConverter.toHtml(document, LibraryImages.NONE)).contains(MEDIA);
    }

    private static Block withId(Block block) {
        return block instanceof Block.Image image && URL.equals(image.url())
                ? new Block.Image(
                        image.attributes(),
                        MEDIA,
                        null,
                        image.alt(),
                        image.caption(),
                        image.credit(),
                        image.copyright())
                : block;
    }

    private static Document read(SourceFormat format, String text) {
        return BlockKeys.removeAll(
                BodyConverter.read(new BodySource(format, text), null).document());
    }
}
