package dev.broadsheet.body.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.body.BodyConverter;
import dev.broadsheet.body.BodySource;
import dev.broadsheet.body.GeneratedDocument;
import dev.broadsheet.body.ParsedBody;
import dev.broadsheet.body.SourceFormat;
import dev.broadsheet.body.document.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;
import org.commonmark.testutil.example.ExampleReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every word of visible text, every href and every src of a source is in the document or in a warning. The visible text
 * comes from the tree that a browser would build; for Markdown, from the HTML that commonmark-java renders.
 */
class ContentPreservationTest {

    private static final Path CASES = Path.of("src/test/resources/dev/broadsheet/body/cases");

    private static final List<org.commonmark.Extension> EXTENSIONS = List.of(
            TablesExtension.create(),
            StrikethroughExtension.create(),
            TaskListItemsExtension.create(),
            AutolinkExtension.create(),
            FootnotesExtension.create());
    private static final Parser MARKDOWN =
            Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    private final Map<String, List<String>> lost = new LinkedHashMap<>();

    @Test
    void casesKeepWordsAndUrls() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            for (Path file : files.sorted().toList()) {
                SourceFormat format = file.toString().endsWith(".md") ? SourceFormat.MARKDOWN : SourceFormat.HTML;
                read(format, Files.readString(file));
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void commonMarkExamplesKeepWordsAndUrls() {
        for (Example example : ExampleReader.readExamples(TestResources.getSpec())) {
            read(SourceFormat.MARKDOWN, example.getSource().replace('→', '\t'));
            read(SourceFormat.HTML, example.getHtml().replace('→', '\t'));
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void writtenDocumentsKeepWordsAndUrls() {
        for (int seed = 0; seed < 300; seed++) {
            Document document = GeneratedDocument.of(seed, 8);
            read(SourceFormat.HTML, BodyConverter.toHtml(document));
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void generatedSourcesKeepWordsAndUrls() {
        generate(0, 500);
        assertThat(lost).isEmpty();
    }

    @Test
    @Tag("thorough")
    void manyGeneratedSourcesKeepWordsAndUrls() {
        generate(500, 20_000);
        assertThat(lost).isEmpty();
    }

    private void generate(int from, int to) {
        for (int seed = from; seed < to && lost.size() < 10; seed++) {
            GeneratedSource source = new GeneratedSource(seed);
            read(SourceFormat.HTML, source.html());
            read(SourceFormat.MARKDOWN, source.markdown());
        }
    }

    /** Removes the numbers of footnote references, which would join the word before them. */
    private static String withoutNumbers(String html) {
        return html.replaceAll("<sup class=\"footnote[^>]*>.*?</sup>", "");
    }

    private void read(SourceFormat format, String source) {
        ParsedBody reading = BodyConverter.read(new BodySource(format, source), null);
        boolean markdown = format == SourceFormat.MARKDOWN;
        String shown = markdown ? withoutNumbers(RENDERER.render(MARKDOWN.parse(source))) : source;
        String html = BodyConverter.toHtml(reading.document());
        List<String> these = WordsAndUrls.of(shown).lostIn(markdown ? withoutNumbers(html) : html, reading.warnings());
        if (!these.isEmpty()) {
            lost.put(source, these);
        }
    }
}
