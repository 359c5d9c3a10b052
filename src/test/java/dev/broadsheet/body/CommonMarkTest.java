package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.body.document.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;
import org.commonmark.testutil.example.ExampleReader;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;

/**
 * Runs the examples of the CommonMark specification. {@code package-info} of this package's main code lists the
 * deliberate differences; {@code normal} removes some of them before the comparison.
 */
class CommonMarkTest {

    /** The number of examples, of 652, that agree. It may only rise. */
    private static final int AGREEING = 546;

    @Test
    void mostExamplesGiveTheHtmlOfTheSpecification() {
        List<Example> examples = ExampleReader.readExamples(TestResources.getSpec());
        Map<String, List<Integer>> differing = new TreeMap<>();
        int agreeing = 0;
        int number = 0;
        for (Example example : examples) {
            number++;
            Document document = BodyConverter.read(
                            new BodySource(
                                    SourceFormat.MARKDOWN, example.getSource().replace('→', '\t')),
                            null)
                    .document();
            String html = BodyConverter.toHtml(document);
            Document again = BodyConverter.read(
                            new BodySource(SourceFormat.MARKDOWN, BodyConverter.toMarkdown(document)), null)
                    .document();
            assertThat(BlockKeys.removeAll(again)).as("example %d", number).isEqualTo(BlockKeys.removeAll(document));
            if (normal(html).equals(normal(example.getHtml().replace('→', '\t')))) {
                agreeing++;
            } else {
                differing
                        .computeIfAbsent(example.getSection(), section -> new ArrayList<>())
                        .add(number);
                if (Boolean.getBoolean("show")) {
                    System.out.println("#" + number + " " + example.getSource() + "\n WANT " + normal(example.getHtml())
                            + "\n GOT  " + normal(html));
                }
            }
        }
        System.out.println("CommonMark " + agreeing + " of " + examples.size() + " agree; others: " + differing);
        assertThat(examples).hasSizeGreaterThan(650);
        assertThat(agreeing).isGreaterThanOrEqualTo(AGREEING);
    }

    /** Normalizes HTML for the comparison: white space, tightness of lists, ids, images alone in a paragraph. */
    private static String normal(String html) {
        Element body = Jsoup.parseBodyFragment(html).body();
        body.select("h1,h2,h3,h4,h5,h6").removeAttr("id");
        body.select("li > p").forEach(Element::unwrap);
        for (Element image : body.select("img")) {
            image.removeAttr("data-media");
            Element parent = image.parent();
            if (parent != null
                    && List.of("p", "figure").contains(parent.normalName())
                    && parent.select("> *").size() <= 2
                    && parent.ownText().isBlank()) {
                Element caption = parent.selectFirst("> figcaption");
                if (caption != null) {
                    image.attr("title", caption.text());
                    caption.remove();
                }
                parent.unwrap();
            }
        }
        StringBuilder out = new StringBuilder();
        write(body, out, false);
        return out.toString()
                .replaceAll(" *(</?(br|p|li|ul|ol|blockquote|h\\d|hr|pre|table|div)( [^>]*)?>) *", "$1")
                .strip();
    }

    private static void write(Element element, StringBuilder out, boolean pre) {
        for (Node node : element.childNodes()) {
            if (node instanceof TextNode text) {
                String words = text.getWholeText();
                out.append((pre ? words : words.replaceAll("\\s+", " ")).replace("<", "&lt;"));
            } else if (node instanceof Element child) {
                out.append('<').append(child.normalName());
                Map<String, String> attributes = new TreeMap<>();
                child.attributes().forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue()));
                attributes.forEach((name, value) ->
                        out.append(' ').append(name).append("=\"").append(value).append('"'));
                out.append('>');
                write(child, out, pre || child.normalName().equals("pre"));
                out.append("</").append(child.normalName()).append('>');
            }
        }
    }
}
