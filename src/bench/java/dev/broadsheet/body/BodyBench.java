package dev.broadsheet.body;

import dev.broadsheet.body.document.Document;
import java.util.List;
import java.util.function.Supplier;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Reads and writes a 3 KB article, compared with parsing and rendering by commonmark-java, warm, on one core. Prints
 * microseconds (the best of several rounds) and the ratio; the issue allows 150 and 3.
 */
public final class BodyBench {

    private static final int ROUNDS = 12;
    private static final int TIMES = 4000;

    private static Object sink = "";

    private BodyBench() {}

    public static void main(String[] arguments) {
        String article = article();
        List<Extension> extensions = List.of(
                TablesExtension.create(),
                StrikethroughExtension.create(),
                TaskListItemsExtension.create(),
                AutolinkExtension.create(),
                FootnotesExtension.create());
        Parser parser = Parser.builder().extensions(extensions).build();
        HtmlRenderer renderer = HtmlRenderer.builder().extensions(extensions).build();
        Parser plainParser = Parser.builder().build();
        HtmlRenderer plainRenderer = HtmlRenderer.builder().build();
        BodySource source = new BodySource(SourceFormat.MARKDOWN, article);
        Document document = BodyConverter.read(source, null).document();
        System.out.println("article: " + article.length() + " characters, "
                + document.blocks().size() + " blocks");
        double theirs = 0;
        double ours = 0;
        // In turn, so that both see the same machine.
        for (int i = 0; i < 3; i++) {
            theirs = show(
                    "commonmark-java with our extensions, parse + render",
                    () -> renderer.render(parser.parse(article)));
            show("commonmark-java alone, parse + render", () -> plainRenderer.render(plainParser.parse(article)));
            ours = show(
                    "read Markdown + write HTML",
                    () -> BodyConverter.toHtml(BodyConverter.read(source, null).document()));
        }
        show("read Markdown", () -> BodyConverter.read(source, null));
        show("read Markdown again, keys kept", () -> BodyConverter.read(source, document));
        show("write HTML", () -> BodyConverter.toHtml(document));
        show("write Markdown", () -> BodyConverter.toMarkdown(document));
        show("write blocks", () -> BodyConverter.blocks(document));
        show("facts", () -> DocumentMetadata.of(document));
        String html = BodyConverter.toHtml(document);
        show("read HTML", () -> BodyConverter.read(new BodySource(SourceFormat.HTML, html), null));
        System.out.printf("ratio: %.2f (sink %d)%n", ours / theirs, sink.hashCode() & 1);
    }

    private static double show(String name, Supplier<Object> work) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long from = System.nanoTime();
            for (int i = 0; i < TIMES; i++) {
                sink = work.get();
            }
            best = Math.min(best, (System.nanoTime() - from) / 1000.0 / TIMES);
        }
        System.out.printf("%-55s %8.1f µs%n", name, best);
        return best;
    }

    private static String article() {
        StringBuilder text = new StringBuilder("# The harbour that *wouldn't* close\n\n");
        for (int i = 1; text.length() < 2750; i++) {
            text.append("## Part ")
                    .append(i)
                    .append("\n\n")
                    .append(
                            "Waves of **six metres** broke over the wall on Monday night, says the [harbour office](https://sea.example/report/")
                    .append(i)
                    .append(
                            "). Nobody was hurt; three boats were lost, and with them, as one fisherman put it, *a winter's work*. The `tide gauge` stopped at 03:14.\n\n")
                    .append("> We never saw the like of it, and we have seen a few.\n\n")
                    .append("- Nets and buoys\n- Two cranes\n- The old **lighthouse** lamp\n\n")
                    .append(
                            "What happens next is open. The town has asked for help, the ministry has promised an answer by Friday, and the insurers are counting.\n\n");
        }
        return text.append(
                        "![The wall](https://sea.example/wall.jpg \"The wall on Tuesday\")\n\n| Boat | Length |\n| --- | ---: |\n| Anna | 12 |\n| Berta | 9 |\n")
                .toString();
    }
}
