package dev.broadsheet.body;

import dev.broadsheet.body.document.Block;
import dev.broadsheet.body.document.Block.Code;
import dev.broadsheet.body.document.Block.Embed;
import dev.broadsheet.body.document.Block.Heading;
import dev.broadsheet.body.document.Block.Image;
import dev.broadsheet.body.document.Block.Paragraph;
import dev.broadsheet.body.document.Block.Quote;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.body.document.DocumentTraversal;
import dev.broadsheet.body.document.Inline.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values derived from a document.
 *
 * @param words the words of running text, headings, tables and footnotes, without code and captions. In scripts without
 *     spaces between words, each Chinese or Japanese character counts as one; see {@link WordCounter}
 * @param readingMinutes at 200 words or 500 Chinese or Japanese characters per minute, rounded up; 0 only if there is
 *     nothing to read
 * @param contents the headings in order
 * @param links the URLs of links, quotes and embeds, without duplicates, in order
 * @param firstImage the first image, in whatever block it is
 */
public record DocumentMetadata(
        int words,
        int readingMinutes,
        List<TocEntry> contents,
        List<String> links,
        @Nullable Image firstImage) {

    /** An entry of the table of contents. */
    public record TocEntry(int level, String id, String text) {}

    public DocumentMetadata {
        contents = List.copyOf(contents);
        links = List.copyOf(links);
    }

    public static DocumentMetadata of(Document document) {
        WordCounter counter = new WordCounter();
        List<TocEntry> contents = new ArrayList<>();
        Set<String> links = new LinkedHashSet<>();
        List<Image> images = new ArrayList<>(1);
        DocumentTraversal.forEachBlock(document.blocks(), block -> {
            if (block instanceof Heading heading) {
                contents.add(new TocEntry(
                        heading.level(),
                        heading.id(),
                        TextWriter.line(heading.content()).replace('\n', ' ')));
            } else if (block instanceof Image image && images.isEmpty()) {
                images.add(image);
            }
            links(block, links);
            DocumentTraversal.forEachLine(block, line -> counter.add(TextWriter.line(line)));
        });
        return new DocumentMetadata(
                counter.words(),
                counter.minutes(),
                contents,
                List.copyOf(links),
                images.isEmpty() ? null : images.get(0));
    }

    private static void links(Block block, Set<String> links) {
        if (block instanceof Embed embed) {
            links.add(embed.url());
        } else if (block instanceof Quote quote && quote.url() != null) {
            links.add(quote.url());
        } else if (!(block instanceof Code)) {
            DocumentTraversal.forEachLine(
                    block,
                    line -> line.forEach(inline -> {
                        if (inline instanceof Text text && text.marks().link() != null) {
                            links.add(text.marks().link().href());
                        }
                    }));
        }
    }

    /**
     * Returns the leading whole sentences of the paragraphs, as many as fit. If not even one sentence fits, returns as
     * many of its words as fit and an ellipsis. The result is never longer than {@code length} characters.
     */
    public static String excerpt(Document document, int length, Locale locale) {
        StringBuilder text = new StringBuilder();
        for (Block block : document.blocks()) {
            if (block instanceof Paragraph paragraph && text.length() <= length) {
                text.append(text.isEmpty() ? "" : " ")
                        .append(TextWriter.line(paragraph.content()).replace('\n', ' '));
            }
        }
        return Excerpt.of(text.toString(), length, locale);
    }
}
