package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.body.document.Attributes;
import dev.broadsheet.body.document.Document;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockKeysTest {

    private static final String BEFORE = """
            # Storm over the bay

            The harbour was closed on Monday after waves of six metres.

            Fishermen lost three boats.

            - Nets
            - Buoys

            > We never saw the like of it.
            """;

    @Test
    void movedBlocksKeepTheirKeys() {
        Document before = read(BEFORE, null);
        String moved = BEFORE.replace("Fishermen lost three boats.\n\n", "") + "\nFishermen lost three boats.\n";
        Document after = read(moved, before);
        assertThat(top(after))
                .containsExactly(
                        top(before).get(0),
                        top(before).get(1),
                        top(before).get(3),
                        top(before).get(4),
                        top(before).get(2));
    }

    @Test
    void similarBlockKeepsItsKey() {
        Document before = read(BEFORE, null);
        Document after =
                read(BEFORE.replace("six metres", "seven metres").replace("- Buoys", "- Buoys\n- Ropes"), before);
        assertThat(top(after)).isEqualTo(top(before));
    }

    @Test
    void newBlockGetsANewKey() {
        Document before = read(BEFORE, null);
        Document after = read(BEFORE.replace("- Nets", "Nobody was hurt in the night.\n\n- Nets"), before);
        assertThat(top(after)).hasSize(6).containsAll(top(before));
    }

    @Test
    void keysSurviveAnotherFormat() {
        Document before = read(BEFORE, null);
        Document after = BodyConverter.read(new BodySource(SourceFormat.HTML, BodyConverter.toHtml(before)), before)
                .document();
        assertThat(after).isEqualTo(before);
    }

    @Test
    void equalBlocksHaveDifferentKeys() {
        Document document = read("a\n\na\n\na\n", null);
        assertThat(top(document)).doesNotHaveDuplicates();
        assertThat(top(read("a\n\na\n\na\n", document))).isEqualTo(top(document));
    }

    @Property(tries = 500)
    void keysAreUniqueAndDeterministic(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        String blocks = BodyConverter.blocks(GeneratedDocument.of(seed, size)).toString();
        Document document = BodyConverter.read(new BodySource(SourceFormat.BLOCKS, blocks), null)
                .document();
        assertThat(BlockKeys.all(document)).doesNotHaveDuplicates().allMatch(Attributes::isKey);
        assertThat(BodyConverter.read(new BodySource(SourceFormat.BLOCKS, blocks), null)
                        .document())
                .isEqualTo(document);
        assertThat(BodyConverter.read(
                                new BodySource(SourceFormat.MARKDOWN, BodyConverter.toMarkdown(document)), document)
                        .document())
                .isEqualTo(document);
    }

    private static Document read(String markdown, @Nullable Document previous) {
        return BodyConverter.read(new BodySource(SourceFormat.MARKDOWN, markdown), previous)
                .document();
    }

    private static List<String> top(Document document) {
        return document.blocks().stream().map(block -> block.key()).toList();
    }
}
