package dev.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.body.document.Document;
import dev.broadsheet.kernel.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Converts typical uploaded files and compares the document, as HTML without line ends, and the warnings. */
class ConversionCasesTest {

    private static final Path CASES = Path.of("src/test/resources/dev/broadsheet/body/cases");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # captions with more than one element
            figcaption-credit-span.html | <figure><img src="/p.jpg" alt="pier"><figcaption><span class="caption">The pier. Picture: K. Lund</span></figcaption></figure> |
            figcaption-p-caption.html | <figure><img src="/p.jpg" alt="pier"><figcaption><span class="caption">The pier. (Photo: Agency)</span></figcaption></figure> |
            caption-credit-class.html | <figure><img src="/p.jpg" alt="pier"><figcaption><span class="caption">The pier. At dawn.</span><span class="credit">K. Lund</span></figcaption></figure> |
            caption-link.html | <figure><img src="/p.jpg" alt="pier"><figcaption><span class="caption">The pier, by K. Lund</span></figcaption></figure> | link-dropped
            caption-of-quote.html | <blockquote><p>All is sea.</p><footer><cite>A. Sailor, log</cite></footer></blockquote> | link-dropped
            gallery-with-text-and-link.html | <figure class="gallery"><figure><img src="/a.jpg" alt="a"></figure><figure><img src="/b.jpg" alt="b"></figure><figcaption>Both</figcaption></figure> | image-link-dropped
            gallery-with-loose-text.html | <figure><img src="/a.jpg" alt="a"></figure><p>Loose words</p><figure><img src="/b.jpg" alt="b"></figure> |
            gallery-caption-alone.html | <figure><img src="/a.jpg" alt="a"></figure><p>Loose</p> | caption-moved
            # links around blocks, and where none can be
            figure-in-link.html | <figure><img src="/a.jpg" alt="pier"><figcaption><span class="caption">Pier</span></figcaption></figure> | image-link-dropped
            heading-in-link.html | <h3 id="pier-reopens"><a href="/story">Pier reopens</a></h3><p><a href="/story">Teaser</a></p> |
            img-link-markdown-html.md | <figure><img src="/still.jpg" alt="still"></figure> | image-link-dropped
            img-link-paragraph.html | <figure><img src="/thumb.jpg" alt="pier"></figure> | image-link-dropped
            link-in-cite.html | <blockquote cite="https://e.org/q"><p>All is sea.</p><footer><cite>A. Sailor</cite></footer></blockquote> |
            cite-with-two-links.html | <blockquote><p>All is sea.</p><footer><cite>A. Sailor, Log</cite></footer></blockquote> | link-dropped link-dropped
            link-in-pre.md | <pre><code class="language-r">library(x)</code></pre> | link-dropped
            list-in-link.html | <ul><li><a href="/story">One</a></li><li><a href="/story">Two</a></li></ul> |
            pre-in-link.html | <pre><code>code</code></pre> | link-dropped
            empty-link.html | <p>See here.</p> | element-dropped empty-link
            empty-link.md | <p>See here.</p> | empty-link
            link-in-alt.md | <figure><img src="/p.jpg" alt="the plan"></figure> | link-dropped
            link-around-button.html | <p>See here.</p> | element-dropped empty-link
            link-around-svg.md | <p>See here.</p> | element-dropped empty-link
            quote-without-text.html | <p>x</p> | empty-link
            quote-of-citation.html | <blockquote cite="https://e.org/q"><p>A. Sailor</p></blockquote> |
            # what the address of a player says
            youtube-playlist.html | <figure class="embed embed-youtube"><a href="https://www.youtube.com/playlist?list=PLxyz123">https://www.youtube.com/playlist?list=PLxyz123</a></figure> |
            youtube-start.html | <figure class="embed embed-youtube"><a href="https://www.youtube.com/watch?v=abc123def45&amp;t=90">https://www.youtube.com/watch?v=abc123def45&amp;t=90</a></figure> |
            youtube-in-playlist.html | <figure class="embed embed-youtube"><a href="https://www.youtube.com/watch?v=abc123def45&amp;list=PLxyz&amp;index=3&amp;t=5&amp;end=9">https://www.youtube.com/watch?v=abc123def45&amp;list=PLxyz&amp;index=3&amp;t=5&amp;end=9</a></figure> |
            youtube-clip.html | <figure class="embed embed-youtube"><a href="https://www.youtube.com/embed/abc123def45?clip=UgkxA&amp;clipt=EJ">https://www.youtube.com/embed/abc123def45?clip=UgkxA&amp;clipt=EJ</a></figure> |
            youtube-live.html | <figure class="embed embed-youtube"><a href="https://www.youtube.com/channel/UCabc/live">https://www.youtube.com/channel/UCabc/live</a></figure> |
            vimeo-hash.html | <figure class="embed embed-vimeo"><a href="https://vimeo.com/123456/abc123#t=90s">https://vimeo.com/123456/abc123#t=90s</a></figure> |
            soundcloud-secret.html | <figure class="embed embed-soundcloud"><a href="https://api.soundcloud.com/tracks/123?secret_token=s-abc">https://api.soundcloud.com/tracks/123?secret_token=s-abc</a></figure> |
            lazy-iframe.html | <figure class="embed embed-youtube"><a href="https://www.youtube.com/watch?v=abc123def45">https://www.youtube.com/watch?v=abc123def45</a></figure> |
            object-flash.html | <figure class="embed embed-youtube"><a href="https://www.youtube.com/watch?v=abc123def45">https://www.youtube.com/watch?v=abc123def45</a></figure> |
            object-param.html | <figure class="embed embed-youtube"><a href="https://www.youtube.com/watch?v=abc123def45">https://www.youtube.com/watch?v=abc123def45</a></figure> |
            object-embed.html | <figure class="embed embed-youtube"><a href="https://www.youtube.com/watch?v=abc123def45">https://www.youtube.com/watch?v=abc123def45</a></figure> |
            # pictures and players
            lazy-data-src.html | <p>Look:</p><figure><img src="https://e.org/real.jpg" alt="pier"></figure> | placeholder-dropped
            lazy-placeholder-noscript.html | <figure><img src="https://e.org/real.jpg" alt="pier"></figure> | placeholder-dropped
            lazy-noscript.html | <figure><img src="https://e.org/real.jpg" alt="pier"></figure> | placeholder-dropped
            srcset-only.html | <p>x</p><figure><img src="https://e.org/b.jpg" alt="pier"></figure> | element-dropped
            picture-in-cell.html | <figure><img src="https://e.org/p.jpg" alt="pier"><figcaption><span class="caption">The pier</span></figcaption></figure> | attribute-dropped table-unwrapped
            picture-in-cell.md | <table><thead><tr><th>Flag</th><th>Land</th></tr></thead><tbody><tr><td>Norway</td><td>Norge</td></tr></tbody></table><figure><img src="/no.png" alt="Norway"></figure> | image-in-line
            picture-in-data-cell.html | <table><thead><tr><th>Flag</th><th>Land</th></tr></thead><tbody><tr><td></td><td>Norge</td></tr></tbody></table><figure><img src="/no.png" alt=""></figure> | image-link-dropped image-in-line image-without-alt
            single-cell-table.html | <h2 id="head">Head</h2><p>Text</p> | table-unwrapped
            video-audio.html | <figure class="embed embed-link"><a href="https://e.org/a.mp4">Watch</a></figure><figure class="embed embed-link"><a href="https://e.org/b.mp3">https://e.org/b.mp3</a></figure> |
            video-sources.html | <figure class="embed embed-link"><a href="https://e.org/a.webm">https://e.org/a.webm</a></figure> | source-dropped element-dropped element-dropped link-dropped
            video-relative.html | <p><a href="/a.mp4">The pier</a></p> | embed-relative
            video-in-line.md | <p>Watch</p><figure class="embed embed-link"><a href="https://e.org/a.mp4">https://e.org/a.mp4</a></figure><p>now.</p> |
            amp.html | <figure><img src="/a.jpg" alt="pier"></figure><figure class="embed embed-youtube"><a href="https://www.youtube.com/watch?v=abc123def45">https://www.youtube.com/watch?v=abc123def45</a></figure><figure class="embed embed-link"><a href="https://e.org/a.mp4">https://e.org/a.mp4</a></figure> |
            noscript-text.html | <p>x</p> | element-dropped
            noscript-pixel.html | <p>x</p> | element-dropped
            forbidden-picture.html | <p>Look:the pier here.</p> | unsafe-link
            forbidden-picture-in-figure.html | <p>the pier</p><p>At dawn</p><figure><img src="/b.jpg" alt="b"></figure> | unsafe-link caption-moved
            forbidden-player.html | <p>The pier</p> | unsafe-link
            # neighbours stay apart
            code-spans-softbreak.md | <p>Run <code>make</code> <code>test</code> first.</p> |
            code-spans-space.md | <p>Press <code>Ctrl</code> <code>Alt</code> now.</p> |
            links-same-target.md | <p>See <a href="/p">the plan</a> <a href="/p">the map</a>.</p> |
            links-code-html.html | <p><a href="/p">the plan</a> <a href="/p">the map</a> <code>Ctrl</code> <code>Alt</code></p> |
            dropped-between-words.html | <p>one two, three</p> | element-dropped element-dropped
            # blocks in a line
            md-cell-list.md | <table><thead><tr><th>Mode</th><th>Values</th></tr></thead><tbody><tr><td>speed</td><td>fast<br>safe</td></tr></tbody></table> | element-unwrapped element-unwrapped
            md-cell-paragraphs.md | <table><thead><tr><th>A</th></tr></thead><tbody><tr><td>one<br>two</td></tr></tbody></table> | element-unwrapped
            md-inline-list.md | <p>Take<br>oil<br>salt<br>along.</p> | element-unwrapped element-unwrapped
            dropped-in-line.md | <p>Press here.</p> | empty-link element-dropped
            definitions-loose.html | <dl><dt></dt><dd>loose</dd><dt>Ebb</dt><dd><figure><img src="/e.jpg" alt="e"></figure>Falling</dd></dl> |
            # WordPress' own forms
            br-br-paragraphs.html | <p>First thought.</p><p>Second thought.</p> |
            br-br-in-paragraph.html | <p>First line.<br><br>Second line.</p> |
            wp-caption-shortcode.html | <figure><img src="/t.jpg" alt="pier"><figcaption><span class="caption">The pier at dawn</span></figcaption></figure> | image-link-dropped
            wp-caption-in-line.md | <p>Before</p><figure><img src="/t.jpg" alt="pier"><figcaption><span class="caption">The pier caption.css</span></figcaption></figure><p>after</p> | link-dropped
            wp-caption-markdown.md | <figure><img src="/t.jpg" alt="pier"><figcaption><span class="caption">The pier at dawn</span></figcaption></figure> | image-link-dropped style-lost
            wp-caption-attribute.md | <figure><img src="/t.jpg" alt="pier"><figcaption><span class="caption">The pier</span></figcaption></figure> |
            wp-caption-of-text.md | <p>[caption width=&quot;300&quot;]The <em>pier</em>[/caption]</p> |
            wp-classic-paragraphs.html | <p>First paragraph.</p><p>Second paragraph.</p><h2 id="more">More</h2><p>Third.</p> | paragraphs-from-blank-lines
            # headings of rows
            row-headers.html | <table><tbody><tr><th scope="row">Length</th><td>90 m</td></tr><tr><th scope="row">Width</th><td>8 m</td></tr></tbody></table> |
            header-and-row-headers.html | <table><thead><tr><th></th><th>Length</th></tr></thead><tbody><tr><th scope="row">Pier</th><td>90 m</td></tr></tbody></table> |
            heading-cell-inside.html | <table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table> | heading-cell-dropped
            # marks of quotations, formulas, hosts, notes
            q-quotes.html | <p>He said “no”.</p> |
            q-in-line.md | <p>He said “no”.</p> |
            nested-q.html | <p>He said “she said ‘no’ twice”.</p> |
            math.html | <p>So x<sup>2</sup> = 1/y.</p> | formula-flattened
            math.md | <p>So x<sup>2</sup> = 1/y.</p> | formula-flattened
            math-in-marks.md | <p><strong>So x<sub>i</sub></strong> <sup>x^2</sup></p> | formula-flattened
            idn-host.html | <p><a href="http://xn--r8jz45g.jp/">j</a> <a href="http://xn--bcher-kva.example/">b</a></p> |
            idn-parts.html | <p><a href="https://user@xn--bcher-kva.example:8080/%C3%A4?%C3%BC#%C3%B6">b</a> <a href="http://xn--fa-hia.de">f</a> <a href="https://xn--r8jz45g.jp">j</a></p> |
            footnotes-with-more.html | <p>x<sup class="footnote"><a href="#fn-1" id="fnref-1">1</a></sup></p><ol><li>Stray</li></ol><p>Loose</p><section class="footnotes"><ol><li id="fn-1">One <a class="footnote-back" href="#fnref-1">↩</a></li></ol></section> | element-dropped
            footnotes-repeated.md | <p>x<sup class="footnote"><a href="#fn-a" id="fnref-a">1</a></sup> y[^!]</p><p>Three</p><section class="footnotes"><ol><li id="fn-a">One <a class="footnote-back" href="#fnref-a">↩</a></li><li id="fn-a-2">Two <a href="/m">more</a> <a class="footnote-back" href="#fnref-a-2">↩</a></li></ol></section> | footnote-missing footnote-repeated
            """)
    void inputIsConvertedAsExpected(String file, String html, @Nullable String codes) throws IOException {
        ParsedBody reading = read(format(file), Files.readString(CASES.resolve(file)));
        assertThat(BodyConverter.toHtml(reading.document()).replace("\n", "")).isEqualTo(html);
        assertThat(reading.warnings().stream().map(Warning::code).collect(Collectors.joining(" ")))
                .isEqualTo(codes == null ? "" : codes);
        assertStays(reading.document());
    }

    /** Writes the document and reads it again in each format; the document must not change. */
    private static void assertStays(Document document) {
        Document keyless = BlockKeys.removeAll(document);
        for (SourceFormat format : List.of(SourceFormat.HTML, SourceFormat.MARKDOWN, SourceFormat.BLOCKS)) {
            String written =
                    switch (format) {
                        case HTML -> BodyConverter.toHtml(document);
                        case MARKDOWN -> BodyConverter.toMarkdown(document);
                        case BLOCKS -> BodyConverter.blocks(document).toString();
                    };
            Document again = read(format, written).document();
            assertThat(BlockKeys.removeAll(again)).as(written).isEqualTo(keyless);
        }
    }

    private static ParsedBody read(SourceFormat format, String text) {
        return BodyConverter.read(new BodySource(format, text), null);
    }

    private static SourceFormat format(String file) {
        return file.endsWith(".md") ? SourceFormat.MARKDOWN : SourceFormat.HTML;
    }
}
