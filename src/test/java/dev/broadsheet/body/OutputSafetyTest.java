package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.ValidationProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/**
 * For any input, the HTML output contains only known elements with known attributes and allowed URLs, and doesn't close
 * its container. The checks run on the tree that a browser would build, with rules written independently of the writer.
 */
class OutputSafetyTest {

    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("p", Set.of()),
            Map.entry("h1", Set.of("id")),
            Map.entry("h2", Set.of("id")),
            Map.entry("h3", Set.of("id")),
            Map.entry("h4", Set.of("id")),
            Map.entry("h5", Set.of("id")),
            Map.entry("h6", Set.of("id")),
            Map.entry("ul", Set.of()),
            Map.entry("ol", Set.of("start")),
            Map.entry("li", Set.of("id")),
            Map.entry("input", Set.of("type", "checked", "disabled")),
            Map.entry("blockquote", Set.of("cite")),
            Map.entry("footer", Set.of()),
            Map.entry("cite", Set.of()),
            Map.entry("figure", Set.of("class")),
            Map.entry("img", Set.of("src", "alt", "data-media")),
            Map.entry("figcaption", Set.of()),
            Map.entry("span", Set.of("class")),
            Map.entry("a", Set.of("href", "title", "id", "class")),
            Map.entry("table", Set.of()),
            Map.entry("thead", Set.of()),
            Map.entry("tbody", Set.of()),
            Map.entry("tr", Set.of()),
            Map.entry("th", Set.of("align", "scope")),
            Map.entry("td", Set.of("align")),
            Map.entry("pre", Set.of()),
            Map.entry("code", Set.of("class")),
            Map.entry("dl", Set.of()),
            Map.entry("dt", Set.of()),
            Map.entry("dd", Set.of()),
            Map.entry("section", Set.of("class")),
            Map.entry("hr", Set.of()),
            Map.entry("br", Set.of()),
            Map.entry("strong", Set.of()),
            Map.entry("em", Set.of()),
            Map.entry("s", Set.of()),
            Map.entry("sub", Set.of()),
            Map.entry("sup", Set.of("class")));

    private static final Pattern LINK =
            Pattern.compile("(?i)(https?://[a-z0-9%].*|mailto:.+|tel:.+|[^:\\\\]*|[^:\\\\]*[/?#].*)", Pattern.DOTALL);
    private static final Pattern RESOURCE =
            Pattern.compile("(?i)(https?://[a-z0-9%].*|[^:\\\\]*|[^:\\\\]*[/?#].*)", Pattern.DOTALL);

    private static final List<String> VECTORS = vectors();

    @Test
    void attackVectorsAreRemoved() throws IOException {
        for (String vector : VECTORS) {
            for (String wrapper : List.of(
                    "%s",
                    "<div>%s",
                    "<p>a%sb</p>",
                    "[a](%s)",
                    "![a](%s)",
                    "[a](<%s>)",
                    "<%s>",
                    "<a href=\"%s\">x</a>",
                    "<img src=\"%s\">",
                    "<a title='%s' href=/x>x</a>",
                    "`%s`",
                    "```%s\nx\n```",
                    "# %s {#%1$s}",
                    "![%s](/a \"%1$s\"){credit=\"%1$s\"}",
                    "| %s |\n|---|\n| %1$s |",
                    "[^%s]: %1$s\n\nx[^%1$s]",
                    "<blockquote cite=\"%s\">x</blockquote>",
                    "<iframe src=\"%s\"></iframe>",
                    "<p lang=\"%s\" dir=\"%1$s\">x</p>",
                    "<pre><code class=\"language-%s\">%1$s</code></pre>",
                    "[r]: %s \"%1$s\"\n\n[r]",
                    "<ol start='%s'><li>x</ol>",
                    "<table><td align='%s'>x</table>",
                    "<h2 id='%s'>x</h2>",
                    "<figure class='embed'><a href='%s'>%1$s</a></figure>",
                    "<svg><style>%s",
                    "<math><mtext>%s",
                    "<noscript>%s",
                    "<!--%s-->",
                    "<textarea>%s",
                    "<select>%s",
                    "<table>%s")) {
                String text = String.format(wrapper.replace("%s", "%1$s"), vector);
                check(SourceFormat.MARKDOWN, text);
                check(SourceFormat.HTML, text);
            }
            blocks(vector);
        }
    }

    private static void blocks(String vector) throws IOException {
        String json = new ObjectMapper().writeValueAsString(vector);
        for (String template : List.of(
                "[{'type':'paragraph','content':V}]",
                "[{'type':'paragraph','content':[{'type':'text','text':'x','marks':[{'type':'link','href':V,'title':V}]}]}]",
                "[{'type':'paragraph','content':[{'type':'text','text':'x','marks':[{'type':'link','href':'/a','title':V}]}]}]",
                "[{'type':'image','url':V,'alt':V}]",
                "[{'type':'image','url':'/a','alt':V,'caption':V,'credit':V,'copyright':V}]",
                "[{'type':'image','media':V}]",
                "[{'type':'embed','url':V}]",
                "[{'type':'embed','url':'https://a.b/','title':V}]",
                "[{'type':'code','text':V,'language':V}]",
                "[{'type':'code','text':V}]",
                "[{'type':'heading','level':2,'id':V,'content':V}]",
                "[{'type':'quote','blocks':[{'type':'paragraph','content':V}],'citation':V,'url':V}]",
                "[{'type':'quote','blocks':[{'type':'paragraph','content':V}],'citation':V}]",
                "[{'type':'paragraph','lang':V,'dir':V,'key':V,'content':'x'}]",
                "[{'type':V}]",
                "[{'type':'footnotes','notes':[{'label':V,'blocks':[]}]}]",
                "V")) {
            check(SourceFormat.BLOCKS, template.replace('\'', '"').replace("V", json));
        }
    }

    @Property(tries = 3000)
    void mixedAttackVectorsAreRemoved(@ForAll("mixtures") String text) {
        check(SourceFormat.MARKDOWN, text);
        check(SourceFormat.HTML, text);
    }

    @Provide
    Arbitrary<String> mixtures() {
        Arbitrary<String> scraps = Arbitraries.of(VECTORS).map(vector -> vector.substring(0, vector.length() / 2 + 1));
        Arbitrary<String> tails = Arbitraries.of(VECTORS).map(vector -> vector.substring(vector.length() / 3));
        Arbitrary<String> syntax = Arbitraries.of(
                "*",
                "`",
                "[",
                "](",
                ")",
                "<",
                ">",
                "\"",
                "'",
                "\n",
                "\n\n",
                "> ",
                "- ",
                "|",
                "{",
                "}",
                "&",
                ";",
                "\\",
                "<!--",
                "-->",
                "</div>",
                "</p>",
                "<p>",
                "<b>",
                "\t",
                "\u0000",
                "\u2028",
                "</script>",
                "]]>");
        return Arbitraries.oneOf(scraps, tails, syntax).list().ofMaxSize(8).map(list -> String.join("", list));
    }

    private static void check(SourceFormat format, String text) {
        Document document;
        try {
            document = BodyConverter.read(new BodySource(format, text), null).document();
        } catch (ValidationProblem refused) {
            return;
        }
        String html = BodyConverter.toHtml(document);
        checkHtml(html, text);
        // Other software may render the Markdown, so its raw HTML must be as safe.
        checkHtml(
                BodyConverter.toHtml(BodyConverter.read(
                                new BodySource(SourceFormat.MARKDOWN, BodyConverter.toMarkdown(document)), null)
                        .document()),
                text);
    }

    private static void checkHtml(String html, String source) {
        Element body = Jsoup.parse("<!doctype html><body><main id=\"room\">" + html + "</main><hr id=\"after\">")
                .body();
        assertThat(body.children()).as(source).hasSize(2);
        Element room = body.child(0);
        assertThat(room.id()).as(source).isEqualTo("room");
        for (Element element : room.getAllElements()) {
            if (element == room) {
                continue;
            }
            String name = element.normalName();
            assertThat(ALLOWED).as(source).containsKey(name);
            assertThat(element.childNodes()).as(source).noneMatch(node -> node instanceof Comment);
            for (Attribute attribute : element.attributes()) {
                checkAttribute(name, attribute, source);
            }
        }
    }

    private static void checkAttribute(String element, Attribute attribute, String source) {
        String name = attribute.getKey();
        String value = attribute.getValue();
        if (!name.equals("dir") && !name.equals("lang")) {
            assertThat(ALLOWED.get(element)).as(source).contains(name);
        }
        if (name.equals("href") || name.equals("cite")) {
            assertThat(value)
                    .as(source)
                    .matches(LINK)
                    .doesNotContain("\t", "\n", "\r", "\\", " ", "\"", "<", ">", "`")
                    .doesNotStartWith("//");
        }
        if (name.equals("src")) {
            assertThat(value)
                    .as(source)
                    .matches(RESOURCE)
                    .doesNotContain("\t", "\n", "\r", "\\", " ", "\"", "<", ">", "`")
                    .doesNotStartWith("//");
        }
        if (name.equals("class")) {
            assertThat(value).as(source).doesNotContain("\"", "<", ">", " on");
        }
    }

    private static List<String> vectors() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(OutputSafetyTest.class.getResourceAsStream("vectors.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.replace("\\n", "\n")
                            .replace("\\t", "\t")
                            .replace("\\0", "\u0000")
                            .replace("\\u2028", "\u2028")
                            .replace("%", "%%")
                            .replace("%%", "%"))
                    .toList();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
