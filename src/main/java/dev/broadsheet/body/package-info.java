/**
 * What an article says: Markdown, HTML and blocks, in and out of one {@link
 * dev.broadsheet.body.document.Document}.
 *
 * <p>Uses {@code kernel} alone. Inside: {@code document} and {@code normalization} at the bottom, {@code html.writer} and
 * {@code json} on them, then {@code html} and {@code markdown}, then this package; {@code diff} uses this package.
 *
 * <h2>What Markdown can say beyond CommonMark 0.31</h2>
 *
 * <ul>
 *   <li>GitHub's tables, strikethrough, task items, autolinks and footnotes.
 *   <li><code>## Title {#id lang=ar dir=rtl}</code>: the id, language and direction of a heading.
 *   <li><code>![alt](/file.jpg "caption"){credit="…" copyright="…" lang=en}</code>: a picture alone in
 *       its paragraph; {@code media:} and a UUID in place of the address means a file of ours.
 *   <li>The bare address of a known provider, alone in its paragraph, is an embed.
 *   <li>HTML, read as HTML: one block on one line for what Markdown has no syntax for (a quote's
 *       citation, galleries, definitions, titled embeds, headings of rows, direction and language); {@code <sub>} and
 *       {@code <sup>}; {@code <strong>}, {@code <em>} and {@code <s>} where asterisks wouldn't flank;
 *       {@code <br>} in cells and headings. An empty comment parts what would be one: an address that
 *       isn't a link, brackets that aren't a task. Lists in a row take turns with their markers.
 *   <li>WordPress's <code>[caption width="300"]![alt](/file.jpg) The caption[/caption]</code>, with a picture of Markdown
 *       or HTML: a picture with a caption. Without a picture it is text.
 * </ul>
 *
 * <h2>Deliberate differences from CommonMark's examples</h2>
 *
 * <ul>
 *   <li>Raw HTML isn't passed through: what the model has is kept, the rest is warned about.
 *   <li>Marks are sets, so emphasis in the same emphasis is one, the order of nesting isn't kept, and
 *       neighbours with the same marks and link are one text. Code spans and links that a space parts
 *       stay apart.
 *   <li>Links without text, headings without text and white space at the edges of code are gone;
 *       white space in code and in titles collapses.
 *   <li>Addresses with other schemes than http, https, mailto and tel are text; so are relative ones
 *       with a colon in their first segment. Backslashes and brackets in addresses are
 *       percent-encoded.
 *   <li>A picture is a block: it splits its paragraph, loses the link around it, and its title is its
 *       caption. In a cell it leaves its alternative text there and follows the table.
 *   <li>Bare addresses are links, as GitHub has it.
 *   <li>Lists don't know whether they were tight.
 *   <li>Only the first word behind a code fence counts, and only if it names a language.
 * </ul>
 *
 * <h2>Warnings</h2>
 *
 * <p>Every word, {@code href} and {@code src} of a source is in the document or in a warning. The codes:
 *
 * <ul>
 *   <li>{@code element-dropped}: an element and what it holds; the warning quotes the first 60 characters of its text
 *       and names its first 20 addresses.
 *       {@code element-unwrapped}: the element alone. {@code comment-dropped}, {@code attribute-dropped}, {@code
 *       style-lost}.
 *   <li>{@code link-dropped}: a link in plain text (a caption, a citation, the title of an embed, the text of a
 *       picture), in code, or in a player. {@code image-link-dropped}: the link around a picture or embed. {@code
 *       empty-link}: a link around nothing that is kept as its text, or the address of a quote without text. {@code
 *       unsafe-link}: an address that isn't allowed; the alternative text of such a picture is kept as text.
 *   <li>{@code placeholder-dropped}: the {@code src} of a picture that is loaded late. {@code source-dropped}: another
 *       form of a video or audio file. {@code embed-relative}: a player's address without a host became a link.
 *   <li>{@code image-in-line}, {@code embed-in-line}: a picture or embed in a cell follows the table. {@code
 *       caption-moved}, {@code cell-flattened}, {@code formula-flattened}, {@code table-unwrapped}, {@code
 *       heading-cell-dropped}, {@code paragraphs-from-blank-lines}: the text is kept in another form.
 *   <li>{@code cell-dropped}: a cell beyond the columns of its table. {@code footnote-missing}: a reference without a footnote, or a footnote without a label. {@code
 *       footnote-repeated}: a footnote whose label is taken gets another one. {@code image-without-alt}, {@code
 *       heading-jump}.
 *   <li>{@code more-warnings}: there were more than 100 different ones.
 * </ul>
 *
 * <h2>Safety</h2>
 *
 * <p>There is no node that holds markup, every address passes {@link
 * dev.broadsheet.body.normalization.UrlSanitizer}, and the writer of HTML knows every element and attribute
 * that it writes by name. A protocol-relative address is stored with {@code https:}. What a body may
 * cost is in {@link dev.broadsheet.body.document.BodyLimits} and {@link
 * dev.broadsheet.body.document.MarkupDensity}; passing one is {@code Invalid} with the limit's name.
 */
@NullMarked
package dev.broadsheet.body;

import org.jspecify.annotations.NullMarked;
