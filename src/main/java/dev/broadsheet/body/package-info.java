/**
 * Conversion of article bodies: Markdown, HTML and JSON blocks are read into, and written from, one
 * {@link dev.broadsheet.body.document.Document}.
 *
 * <p>May use {@code kernel} only. Sub-packages, each using only the ones before it: {@code document},
 * {@code normalization}, {@code json}, {@code html.writer}, {@code html.preprocessing}, {@code html}, {@code markdown}.
 * This package builds on them; {@code diff} uses this package.
 *
 * <h2>Markdown extensions beyond CommonMark 0.31</h2>
 *
 * <ul>
 *   <li>GitHub's tables, strikethrough, task items, autolinks and footnotes.
 *   <li><code>## Title {#id lang=ar dir=rtl}</code>: the id, language and direction of a heading.
 *   <li><code>![alt](/file.jpg "caption"){credit="…" copyright="…" lang=en}</code>: an image that is alone in its
 *       paragraph. {@code media:} and a UUID in place of the URL refers to an uploaded file.
 *   <li>The bare URL of a known provider, alone in its paragraph, is an embed.
 *   <li>Raw HTML is parsed as HTML. The writer uses it where Markdown has no syntax: one block on one line for a
 *       quote's citation, galleries, definitions, titled embeds, row headings, direction and language; {@code <sub>}
 *       and {@code <sup>}; {@code <strong>}, {@code <em>} and {@code <s>} where asterisks or tildes would not be
 *       flanking; {@code <br>} in cells and headings. An empty comment breaks up text that would otherwise be syntax: a
 *       URL that isn't a link, brackets that aren't a task. Adjacent lists alternate between two markers.
 *   <li>WordPress's <code>[caption width="300"]![alt](/file.jpg) The caption[/caption]</code>, with a Markdown or HTML
 *       image: an image with a caption. Without an image it is text.
 * </ul>
 *
 * <h2>Deliberate differences from CommonMark's examples</h2>
 *
 * <ul>
 *   <li>Raw HTML isn't passed through: markup that the model supports is converted, the rest causes a warning.
 *   <li>Marks are sets. Emphasis within the same emphasis is one mark, the order of nesting isn't kept, and adjacent
 *       texts with the same marks and link are merged. Code spans and links that are separated by a space stay
 *       separate.
 *   <li>Links without text, headings without text and white space at the edges of code are dropped; white space in code
 *       and in titles collapses.
 *   <li>URLs with schemes other than http, https, mailto and tel are text; so are relative URLs with a colon in their
 *       first segment. Backslashes and brackets in URLs are percent-encoded.
 *   <li>An image is a block: it splits its paragraph, loses the link around it, and its title becomes its caption. An
 *       image in a cell leaves its alternative text there and follows the table.
 *   <li>Bare URLs are links, as in GitHub's Markdown.
 *   <li>The model doesn't store whether a list was tight.
 *   <li>Only the first word after a code fence counts, and only if it names a language.
 * </ul>
 *
 * <h2>Warnings</h2>
 *
 * <p>Every word, {@code href} and {@code src} of a source is in the document or in a warning. The codes:
 *
 * <ul>
 *   <li>{@code element-dropped}: an element and its content were dropped; the warning quotes the first 60 characters of
 *       its text and names its first 20 URLs. {@code element-unwrapped}: only the element was dropped, its content is
 *       kept. {@code comment-dropped}, {@code attribute-dropped}, {@code style-lost}.
 *   <li>{@code link-dropped}: a link in plain text (a caption, a citation, the title of an embed, the alternative text
 *       of an image), in code, or in a player. {@code image-link-dropped}: the link around an image or embed.
 *       {@code empty-link}: a link whose content leaves no text, or the URL of a quote without text.
 *       {@code unsafe-link}: a URL that isn't allowed; the alternative text of such an image is kept as text.
 *   <li>{@code placeholder-dropped}: the {@code src} of a lazy-loaded image. {@code source-dropped}: another format of
 *       a video or audio file. {@code embed-relative}: a player URL without a host became a link.
 *   <li>{@code image-in-line}, {@code embed-in-line}: an image or embed in a cell follows the table.
 *       {@code caption-moved}, {@code cell-flattened}, {@code formula-flattened}, {@code table-unwrapped},
 *       {@code heading-cell-dropped}, {@code paragraphs-from-blank-lines}: the text is kept in another form.
 *   <li>{@code cell-dropped}: a cell beyond the columns of its table. {@code footnote-missing}: a reference without a
 *       footnote, or a footnote without a label. {@code footnote-repeated}: a footnote whose label is taken gets
 *       another label. {@code image-without-alt}, {@code heading-jump}.
 *   <li>{@code more-warnings}: there were more than 100 different warnings.
 * </ul>
 *
 * <h2>Safety</h2>
 *
 * <p>No node of the document holds markup. Every URL passes {@link dev.broadsheet.body.normalization.UrlSanitizer}. The
 * HTML writer contains every element and attribute name that it writes as a constant. A protocol-relative URL is stored
 * with {@code https:}. {@link dev.broadsheet.body.document.BodyLimits} and
 * {@link dev.broadsheet.body.document.MarkupDensity} limit the cost of a body; exceeding a limit throws
 * {@code ValidationProblem} with the code of the limit.
 */
@NullMarked
package dev.broadsheet.body;

import org.jspecify.annotations.NullMarked;
