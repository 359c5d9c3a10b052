package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.broadsheet.kernel.Warning;
import org.junit.jupiter.api.Test;

class MarkdownReaderTest {

    @Test
    void loneImageBecomesAnImageBlock() {
        assertThat(html("![Wall](/w.jpg \"The *wall*\"){credit=\"Anna \\\"A\\\" B\" copyright=X lang=en}\n"))
                .isEqualTo(
                        "<figure lang=\"en\"><img src=\"/w.jpg\" alt=\"Wall\"><figcaption><span class=\"caption\">The *wall*</span><span class=\"credit\">Anna &quot;A&quot; B</span><span class=\"copyright\">X</span></figcaption></figure>\n");
        assertThat(html("![x](media:123E4567-e89b-12d3-a456-426614174000)"))
                .contains("data-media=\"123e4567-e89b-12d3-a456-426614174000\"");
    }

    @Test
    void imageInsideTextSplitsTheParagraph() {
        assertThat(html("a *b ![c](/d) e* f"))
                .isEqualTo("<p>a <em>b</em></p>\n<figure><img src=\"/d\" alt=\"c\"></figure>\n<p><em>e</em> f</p>\n");
    }

    @Test
    void headingsHaveIds() {
        assertThat(html("# Über uns\n\n# Über uns\n\n## x {#chosen}\n\n### {#y} z\n\n#### \\{#no}"))
                .isEqualTo(
                        "<h1 id=\"über-uns\">Über uns</h1>\n<h1 id=\"über-uns-2\">Über uns</h1>\n<h2 id=\"chosen\">x</h2>\n<h3 id=\"y-z\">{#y} z</h3>\n<h4 id=\"no\">{#no}</h4>\n");
    }

    @Test
    void footnotesComeLastInOrderOfReference() {
        assertThat(html("a[^b] c[^a]\n\n[^a]: A\n\n[^b]: B[^a]\n\n[^c]: C"))
                .contains("<a href=\"#fn-b\" id=\"fnref-b\">1</a>", "<a href=\"#fn-a\" id=\"fnref-a\">2</a>")
                .containsSubsequence("<li id=\"fn-b\">", "<li id=\"fn-a\">", "<li id=\"fn-c\">");
        assertThat(html("x[^nope]")).isEqualTo("<p>x[^nope]</p>\n");
    }

    @Test
    void supportedRawHtmlIsRead() {
        assertThat(html("H<sub>2</sub>O <kbd>k</kbd> <b>x *y*</b> a<br>b <script>no</script>!"))
                .isEqualTo("<p>H<sub>2</sub>O k <strong>x <em>y</em></strong> a<br>b !</p>\n");
        assertThat(html("<figure><img src=\"/a\" alt=\"b\"><figcaption>c</figcaption></figure>"))
                .contains("<span class=\"caption\">c</span>");
        assertThat(read("a <!-- secret --> b\n\n<!-- more -->\n").warnings())
                .extracting(Warning::code, Warning::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("comment-dropped", 1));
    }

    @Test
    void loneAddressOfAKnownProviderIsAnEmbed() {
        assertThat(html("https://youtu.be/abcdef")).contains("embed-youtube");
        assertThat(html("https://example.com/x")).startsWith("<p><a");
        assertThat(html("see https://youtu.be/abcdef")).startsWith("<p>see <a");
    }

    @Test
    void cellsBeyondTheTableHeadAreReported() {
        assertThat(read("x\n\n| a |\n|---|\n| b | lost | word |\n| c\\|d | |\n").warnings())
                .extracting(Warning::code, Warning::line, Warning::detail)
                .containsExactly(
                        tuple("cell-dropped", 5, "A row has more cells than the head: “lost | word” is not kept."));
    }

    @Test
    void warningsHaveTheLine() {
        assertThat(read("fine\n\n[x](javascript:y)\n\n# a\n\n### b\n\n![](/c)\n")
                        .warnings())
                .extracting(warning -> warning.code() + " " + warning.line() + " " + warning.pointer())
                .containsExactly(
                        "unsafe-link 3 null",
                        "heading-jump null /blocks/3/level",
                        "image-without-alt null /blocks/4/alt");
    }

    @Test
    void adjacentListsStaySeparate() {
        String markdown = "- a\n- b\n\n+ c\n\n- d\n";
        assertThat(BodyConverter.toMarkdown(read(markdown).document())).isEqualTo(markdown);
    }

    private static String html(String markdown) {
        return BodyConverter.toHtml(read(markdown).document());
    }

    private static ParsedBody read(String markdown) {
        return BodyConverter.read(new BodySource(SourceFormat.MARKDOWN, markdown), null);
    }
}
