package dev.broadsheet.body;

import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Cell;
import dev.broadsheet.body.document.Block.Code;
import dev.broadsheet.body.document.Block.Definition;
import dev.broadsheet.body.document.Block.Definitions;
import dev.broadsheet.body.document.Block.Embed;
import dev.broadsheet.body.document.Block.Footnotes;
import dev.broadsheet.body.document.Block.Gallery;
import dev.broadsheet.body.document.Block.Heading;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Item;
import dev.broadsheet.body.document.Block.Listing;
import dev.broadsheet.body.document.Block.Paragraph;
import dev.broadsheet.body.document.Block.Quote;
import dev.broadsheet.body.document.Block.Row;
import dev.broadsheet.body.document.Block.Table;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.Footnote;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.NoteReference;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.Link;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A 64-bit hash of a block's content. Blocks that differ only in their keys have equal hashes, on every machine and in
 * every release. Java's own hash codes guarantee neither.
 *
 * @param hash covers the block and all blocks inside it
 */
record BlockFingerprint(Block block, long hash) {

    private static final int MAX_WORDS = 400;

    /** Returns the fingerprints of all blocks of a document; nested blocks follow the block that contains them. */
    static List<BlockFingerprint> ofAll(Document document) {
        List<BlockFingerprint> all = new ArrayList<>();
        for (Block block : document.blocks()) {
            new Hasher(all).block(block);
        }
        return all;
    }

    static long mix(long hash) {
        long mixed = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /**
     * Returns the number of distinct words that both blocks contain, divided by the larger number of distinct words: 0
     * to 1. Returns 0 for blocks of different types.
     *
     * @param known cache of the words of blocks that were compared before
     */
    double similarity(BlockFingerprint other, Map<Block, Set<String>> known) {
        if (block.getClass() != other.block.getClass()) {
            return 0;
        }
        Set<String> mine = known.computeIfAbsent(block, BlockFingerprint::words);
        Set<String> theirs = known.computeIfAbsent(other.block, BlockFingerprint::words);
        if (mine.isEmpty() || theirs.isEmpty()) {
            return mine.size() == theirs.size() ? 1 : 0;
        }
        int shared = 0;
        for (String word : mine) {
            shared += theirs.contains(word) ? 1 : 0;
        }
        return (double) shared / Math.max(mine.size(), theirs.size());
    }

    private static Set<String> words(Block block) {
        Set<String> words = new HashSet<>();
        for (String word : TextWriter.write(new Document(List.of(block))).split("\\s+", MAX_WORDS)) {
            words.add(word);
        }
        if (block instanceof Image image) {
            words.add(image.media() == null ? String.valueOf(image.url()) : image.media());
        } else if (block instanceof Embed embed) {
            words.add(embed.url());
        }
        words.remove("");
        return words;
    }

    /** Hashes one block and records the fingerprint of every block in it. */
    private static final class Hasher {
        private final List<BlockFingerprint> all;
        private long hash = 1;

        Hasher(List<BlockFingerprint> all) {
            this.all = all;
        }

        void block(Block block) {
            int place = all.size();
            all.add(new BlockFingerprint(block, 0));
            long outer = hash;
            hash = 17;
            add(block.getClass().getSimpleName());
            add(block.attributes().lang());
            add(
                    block.attributes().dir() == null
                            ? null
                            : block.attributes().dir().name());
            content(block);
            long own = mix(hash);
            all.set(place, new BlockFingerprint(block, own));
            hash = outer;
            add(own);
        }

        private void content(Block block) {
            if (block instanceof Paragraph paragraph) {
                line(paragraph.content());
            } else if (block instanceof Heading heading) {
                add(heading.level());
                add(heading.id());
                line(heading.content());
            } else if (block instanceof Listing listing) {
                add(listing.ordered() ? listing.start() : -1);
                for (Item item : listing.items()) {
                    add(item.checked() == null ? 0 : item.checked() ? 1 : 2);
                    blocks(item.blocks());
                }
            } else if (block instanceof Quote quote) {
                blocks(quote.blocks());
                add(quote.citation());
                add(quote.url());
            } else if (block instanceof Image image) {
                add(image.media());
                add(image.url());
                add(image.alt());
                add(image.caption());
                add(image.credit());
                add(image.copyright());
            } else if (block instanceof Gallery gallery) {
                blocks(gallery.images());
                add(gallery.caption());
            } else if (block instanceof Embed embed) {
                add(embed.url());
                add(embed.title());
            } else if (block instanceof Table table) {
                table.columns().forEach(column -> add(column.name()));
                if (table.rowHeaders()) {
                    add("rowHeaders");
                }
                cells(table.header());
                for (Row row : table.rows()) {
                    cells(row.cells());
                }
            } else if (block instanceof Code code) {
                add(code.language());
                add(code.text());
            } else if (block instanceof Definitions definitions) {
                for (Definition entry : definitions.entries()) {
                    line(entry.term());
                    blocks(entry.blocks());
                }
            } else if (block instanceof Footnotes footnotes) {
                for (Footnote note : footnotes.notes()) {
                    add(note.label());
                    blocks(note.blocks());
                }
            }
        }

        private void blocks(List<? extends Block> blocks) {
            add(blocks.size());
            blocks.forEach(this::block);
        }

        private void cells(List<Cell> cells) {
            add(cells.size());
            cells.forEach(cell -> line(cell.content()));
        }

        private void line(List<Inline> content) {
            add(content.size());
            for (Inline inline : content) {
                if (inline instanceof Text text) {
                    add(text.text());
                    add(text.marks().bits());
                    Link link = text.marks().link();
                    if (link != null) {
                        add(link.href());
                        add(link.title());
                    }
                } else {
                    add(inline instanceof NoteReference reference ? reference.label() : "\n");
                }
            }
        }

        private void add(@Nullable String text) {
            if (text == null) {
                add(-1);
                return;
            }
            long own = 7;
            for (int i = 0; i < text.length(); i++) {
                own = own * 31 + text.charAt(i);
            }
            add(own * 31 + text.length());
        }

        private void add(long number) {
            hash = (hash ^ number) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
    }
}
