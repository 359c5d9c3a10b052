package dev.broadsheet.body.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.BodySource;
import dev.broadsheet.body.GeneratedDocument;
import dev.broadsheet.body.SourceFormat;
import dev.broadsheet.body.diff.BlockChange.Added;
import dev.broadsheet.body.diff.BlockChange.Changed;
import dev.broadsheet.body.diff.BlockChange.Moved;
import dev.broadsheet.body.diff.BlockChange.Removed;
import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentDiffTest {

    private static final String BEFORE = """
            # Storm over the bay

            The harbour was closed on Monday after waves of six metres.

            Fishermen lost three boats.

            - Nets
            - Buoys

            > We never saw the like of it.
            """;

    private final Document before = read(BEFORE, null);

    @Property(tries = 2000)
    void diffAppliedToOneSideGivesTheOther(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        GeneratedEdit edited = GeneratedEdit.of(seed, size);
        DocumentDiff diff = DocumentDiff.between(edited.before(), edited.after());
        assertThat(diff.applyTo(edited.before())).isEqualTo(edited.after());
        assertThat(DocumentDiff.between(edited.after(), edited.before()).applyTo(edited.after()))
                .isEqualTo(edited.before());
    }

    @Property(tries = 500)
    void unrelatedDocumentsWithoutKeysAreCompared(
            @ForAll long seed, @ForAll long other, @ForAll @IntRange(min = 1, max = 12) int size) {
        Document from = GeneratedDocument.of(seed, size);
        Document to = GeneratedDocument.of(other, size);
        assertThat(DocumentDiff.between(from, to).applyTo(from)).isEqualTo(to);
    }

    @Property(tries = 500)
    void equalDocumentsHaveNoDiff(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int size) {
        Document document = GeneratedEdit.of(seed, size).after();
        DocumentDiff diff = DocumentDiff.between(document, document);
        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.unchanged()).isEqualTo(document.blocks().size());
    }

    @Test
    void movedBlockIsOneChange() {
        Document after =
                read(BEFORE.replace("Fishermen lost three boats.\n\n", "") + "\nFishermen lost three boats.\n", before);
        DocumentDiff diff = DocumentDiff.between(before, after);
        assertThat(diff.changes())
                .containsExactly(new Moved(2, 4, after.blocks().get(4)));
        assertThat(diff.unchanged()).isEqualTo(4);
    }

    @Test
    void movesAreMinimal() {
        List<Block> turned = new ArrayList<>(before.blocks());
        Collections.rotate(turned, 1);
        assertThat(DocumentDiff.between(before, new Document(turned)).changes())
                .containsExactly(new Moved(4, 0, turned.get(0)));
    }

    @Test
    void blockMayMoveAndChange() {
        Document after = read(
                BEFORE.replace("Fishermen lost three boats.\n\n", "") + "\nFishermen lost *three boats*.\n", before);
        List<Block> blocks = new ArrayList<>(after.blocks());
        blocks.set(4, blocks.get(4).with(before.blocks().get(2).attributes())); // an editor that works by key keeps it
        DocumentDiff diff = DocumentDiff.between(before, new Document(blocks));
        assertThat(diff.changes())
                .containsExactly(new Changed(2, 4, true, before.blocks().get(2), blocks.get(4)));
    }

    @Test
    void changesAreInReadingOrder() {
        Document after = read("""
                # Storm over the bay

                The harbour was closed on Monday after waves of seven metres.

                Nobody was hurt in the night, the coast guard said.

                - Nets
                - Buoys

                > We never saw the like of it.
                """, before);
        assertThat(DocumentDiff.between(before, after).changes())
                .containsExactly(
                        new Changed(
                                1,
                                1,
                                false,
                                before.blocks().get(1),
                                after.blocks().get(1)),
                        new Removed(2, before.blocks().get(2)),
                        new Added(2, after.blocks().get(2)));
    }

    @Test
    void equalBlockWithAnotherKeyIsTheSameBlock() {
        Block renamed =
                before.blocks().get(2).with(before.blocks().get(2).attributes().withKey("another"));
        List<Block> blocks = new ArrayList<>(before.blocks());
        blocks.set(2, renamed);
        assertThat(DocumentDiff.between(before, new Document(blocks)).changes())
                .containsExactly(new Changed(2, 2, false, before.blocks().get(2), renamed));
    }

    private static Document read(String markdown, @Nullable Document previous) {
        return BodyConverter.read(new BodySource(SourceFormat.MARKDOWN, markdown), previous)
                .document();
    }
}
