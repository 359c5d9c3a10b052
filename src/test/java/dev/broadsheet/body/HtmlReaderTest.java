package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.Warning;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReaderTest {

    @Test
    void pasteFromWordKeepsTextWithoutStyles() {
        ParsedBody reading = read("""
                        <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal {margin:0cm}</style></head>
                        <body lang=EN-GB><!--StartFragment-->
                        <p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span style='font-size:14.0pt'>Storm</span></b><o:p></o:p></p>
                        <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Nets<o:p></o:p></p>
                        <p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>Buoys</p>
                        <p class=MsoNormal>H<sub>2</sub>O <span style='text-decoration:line-through'>gone</span> <i>seen</i><o:p>&nbsp;</o:p></p>
                        <!--EndFragment--></body></html>
                        """);
        assertThat(BodyConverter.toMarkdown(reading.document()))
                .isEqualTo("**Storm**\n\n- Nets\n  - Buoys\n\nH<sub>2</sub>O ~~gone~~ *seen*\n");
        assertThat(codes(reading))
                .contains("style-lost", "attribute-dropped", "element-dropped")
                .doesNotContain("comment-dropped");
        assertThat(reading.warnings()).allMatch(warning -> warning.line() != null);
    }

    @Test
    void pasteFromGoogleDocsIsNotBold() {
        ParsedBody reading = read("""
                        <meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38"><span style="font-weight:700">Bold</span><span style="font-style:italic"> slanted</span><span> plain</span></p><br><ul><li dir="ltr"><p dir="ltr" role="presentation"><span>one</span></p></li></ul></b>
                        """);
        assertThat(BodyConverter.toHtml(reading.document()))
                .contains("<strong>Bold</strong> <em>slanted</em> plain")
                .doesNotContain("<strong>one");
    }

    @Test
    void wordPressCaptionsAndGalleriesAreFigures() {
        ParsedBody reading = read("""
                        <!-- wp:image {"id":5} -->
                        <figure class="wp-block-image size-large"><a href="/big.jpg"><img src="/a.jpg" alt="Wall" class="wp-image-5"/></a><figcaption class="wp-element-caption">The wall</figcaption></figure>
                        <!-- /wp:image -->
                        <div id="attachment_6" class="wp-caption aligncenter" style="width: 300px"><img src="/b.jpg" alt="Boat" width="300"><p class="wp-caption-text">The boat</p></div>
                        <!-- wp:gallery --><figure class="wp-block-gallery"><figure class="wp-block-image"><img src="/c.jpg" alt="C"><figcaption>Sea</figcaption></figure><figure><img src="/d.jpg" alt="D"></figure><figcaption>Both</figcaption></figure><!-- /wp:gallery -->
                        <figure class="wp-block-embed is-type-video"><div class="wp-block-embed__wrapper">
                        https://www.youtube.com/watch?v=abcdef
                        </div><figcaption>Film</figcaption></figure>
                        <!-- wp:quote --><blockquote class="wp-block-quote"><p>Never.</p><cite>Anna</cite></blockquote><!-- /wp:quote -->
                        """);
        assertThat(BodyConverter.toHtml(reading.document())).isEqualTo("""
                        <figure><img src="/a.jpg" alt="Wall"><figcaption><span class="caption">The wall</span></figcaption></figure>
                        <figure><img src="/b.jpg" alt="Boat"><figcaption><span class="caption">The boat</span></figcaption></figure>
                        <figure class="gallery">
                        <figure><img src="/c.jpg" alt="C"><figcaption><span class="caption">Sea</span></figcaption></figure>
                        <figure><img src="/d.jpg" alt="D"></figure>
                        <figcaption>Both</figcaption>
                        </figure>
                        <figure class="embed embed-youtube"><a href="https://www.youtube.com/watch?v=abcdef">Film</a></figure>
                        <blockquote>
                        <p>Never.</p>
                        <footer><cite>Anna</cite></footer>
                        </blockquote>
                        """);
        assertThat(codes(reading)).contains("image-link-dropped").doesNotContain("comment-dropped");
    }

    @Test
    void iframesOfKnownPlayersBecomeEmbeds() {
        assertThat(html("<iframe src='https://www.youtube.com/embed/abcdef?start=3' title='Film'></iframe>"))
                .isEqualTo(
                        "<figure class=\"embed embed-youtube\"><a href=\"https://www.youtube.com/watch?v=abcdef&amp;t=3\">Film</a></figure>\n");
        assertThat(html("<iframe src='https://player.vimeo.com/video/1234'></iframe>"))
                .contains("https://vimeo.com/1234");
        assertThat(
                        html(
                                "<blockquote class='twitter-tweet'><p>Hi</p>&mdash; A <a href='https://twitter.com/a/status/1'>June</a></blockquote>"))
                .contains("embed-x");
        assertThat(html("<iframe src='https://maps.example/x'></iframe>")).contains("embed-link");
    }

    @Test
    void blocksInsideInlineElementsAreStillBlocks() {
        assertThat(html("<b>a<p>b</p><div>c</div></b>"))
                .isEqualTo("<p><strong>a</strong></p>\n<p><strong>b</strong></p>\n<p><strong>c</strong></p>\n");
        assertThat(html("x<ul><li>a<ul><li>b</ul><ul><li>c</ul></ul>y"))
                .contains("<li>a\n<ul>")
                .startsWith("<p>x</p>")
                .endsWith("<p>y</p>\n");
    }

    @Test
    void definitionsTablesAndCodeAreKept() {
        assertThat(html("<dl><dt>Ebb<dd>Falling tide<dt>Flood<dd><p>a<p>b</dl>"))
                .isEqualTo(
                        "<dl>\n<dt>Ebb</dt>\n<dd>Falling tide</dd>\n<dt>Flood</dt>\n<dd><p>a</p>\n<p>b</p></dd>\n</dl>\n");
        assertThat(html("<table><tr><th>a<th style='text-align:right'>b<tr><td>1<td><p>2</p><p>3</p></table>"))
                .contains("<th align=\"right\">b</th>", "<td align=\"right\">2<br>3</td>");
        assertThat(html("<pre class='lang-java'>\nint x;\n</pre>"))
                .isEqualTo("<pre><code class=\"language-java\">int x;\n</code></pre>\n");
    }

    @Test
    void directionAndLanguageAreInherited() {
        assertThat(html("<div dir=rtl lang=ar><p>مرحبا</p><p lang=en>x</p></div>"))
                .isEqualTo("<p lang=\"ar\" dir=\"rtl\">مرحبا</p>\n<p lang=\"en\" dir=\"rtl\">x</p>\n");
    }

    @Test
    void lostMarkupIsReported() {
        ParsedBody reading = read(
                "<p onclick=a style='color:red'>x</p>\n<script>y</script>\n<a href='javascript:z'>z</a><!-- secret --><kbd>k</kbd><img src=/a><h2>a</h2><h4>b</h4>");
        assertThat(codes(reading))
                .containsExactlyInAnyOrder(
                        "attribute-dropped",
                        "style-lost",
                        "element-dropped",
                        "unsafe-link",
                        "comment-dropped",
                        "element-unwrapped",
                        "image-without-alt",
                        "heading-jump");
        assertThat(reading.warnings())
                .filteredOn(warning -> warning.code().equals("element-dropped"))
                .singleElement()
                .extracting(Warning::line)
                .isEqualTo(2);
        assertThat(BodyConverter.toHtml(reading.document())).doesNotContain("secret", "red");
    }

    @Test
    void warningsAreLimited() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            html.append("<x").append(i).append(">a</x").append(i).append('>');
        }
        ParsedBody reading = read(html.toString());
        assertThat(reading.warnings()).hasSize(101);
        assertThat(reading.warnings().get(100).code()).isEqualTo("more-warnings");
    }

    private static List<String> codes(ParsedBody reading) {
        return reading.warnings().stream().map(Warning::code).distinct().toList();
    }

    private static String html(String html) {
        return BodyConverter.toHtml(read(html).document());
    }

    private static ParsedBody read(String html) {
        return BodyConverter.read(new BodySource(SourceFormat.HTML, html), null);
    }
}
