package dev.broadsheet.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Every code of a warning. Codes are part of the API contract: add, never rename. */
public enum WarningCode {
    ALIAS_DROPPED("An alias can't be a path of the site."),
    ALIAS_TAKEN("An alias leads to something else already; that stays."),
    ATTRIBUTE_DROPPED("An attribute of the markup is not kept."),
    AUTHOR_DETAILS("A member of an author is not taken over; the detail names it."),
    CAPTION_MOVED("A caption is kept in another place."),
    CELL_DROPPED("A cell beyond the columns of the head of its table is not kept. The detail quotes it."),
    CELL_FLATTENED("The paragraphs or lists of a cell are kept as lines."),
    COMMENT_DROPPED("A comment of the markup is not kept."),
    ELEMENT_DROPPED("An element and what it holds are not kept. The detail quotes its text and names its addresses."),
    ELEMENT_UNWRAPPED("An element is not kept; what it holds is."),
    EMBED_IN_LINE("An embed inside text or a table cell was moved behind it."),
    EMBED_RELATIVE("A player's address without a host became a link."),
    EMPTY_LINK("A link without text, or the address of a quote without text, is not kept. The detail names it."),
    FILE_NOT_FOUND(
            "A picture has the name of a file that didn't come with the article, and no picture of the article has that name. Readers don't see it."),
    FOOTNOTE_MISSING("A reference without a footnote, or a footnote without a usable label."),
    FOOTNOTE_REPEATED("A footnote whose label is taken gets another label."),
    FORMER_SLUG(
            "The name in the URL is a former slug of this article or of another one; the detail says which was written."),
    FORMULA_FLATTENED("A formula is kept as text."),
    HEADING_CELL_DROPPED("The mark of a heading cell is not kept."),
    HEADING_JUMP("The level of a heading is more than one below the one before."),
    IGNORED_MEMBER("A member of the file has no effect on an article that exists."),
    IMAGE_IN_LINE("A picture inside text or a table cell was moved behind it."),
    IMAGE_LINK_DROPPED("The link around a picture or embed is not kept. The detail names it."),
    IMAGE_WITHOUT_ALT("A picture has no alternative text."),
    KEPT("The file is stored already, and the member has another value, which stays."),
    LINK_DROPPED("A link in a caption, a citation, a title or code is not kept. The detail names it."),
    META_DROPPED("Open Graph members of a page are not kept."),
    METADATA_CUT("A text in the file is too long for the member; its beginning is taken."),
    MORE_WARNINGS("There were more than 100 different warnings."),
    NO_FRONT_MATTER("What looks like front matter was read as text; the detail says why."),
    NOT_SCHEDULED("A publication time was set, but nothing is scheduled to go live then."),
    NOTE_NOT_KEPT("The content is identical, so no revision was made and the note is not kept."),
    PARAGRAPHS_FROM_BLANK_LINES("Text with line breaks instead of p elements was split into paragraphs."),
    PLACEHOLDER_DROPPED("The placeholder of a picture that is loaded late is not kept; the picture is."),
    RESTORED_FROM_TRASH("The file was in the trash; it is in the library again, and articles that name it show it."),
    SCHEDULE_BEHIND("The scheduled revision is older than the working copy: this change doesn't go live with it."),
    SERVER_OWNED("A member that only the server sets has another value in the file; it is ignored."),
    SLUG_CHANGED("The slug was made legal, or is another one than the URL names."),
    SOURCE_DROPPED("Another form of a video or audio file is not kept."),
    STILL_LIVE("The article stays live; status draft takes nothing down."),
    STYLE_LOST("A style is not kept."),
    TABLE_UNWRAPPED("A table that only lays out the page is kept as its content."),
    TITLE_FROM_HEADING("The title was taken from the first heading."),
    UNKNOWN_ARTICLE("A related article of another store is not known here; it is left out."),
    UNKNOWN_MEMBER("A member of the file is not known; it is kept in custom."),
    UNSAFE_LINK("An address with a forbidden scheme is not kept; its text is."),
    UNUSED_FILE("The article doesn't refer to a file of the form. The file is in the media library.");

    private static final Set<String> CODES =
            Arrays.stream(values()).map(WarningCode::code).collect(Collectors.toUnmodifiableSet());

    private final String explanation;

    WarningCode(String explanation) {
        this.explanation = explanation;
    }

    /** The code in the API: kebab-case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The explanation in the OpenAPI document: one or two sentences. */
    public String explanation() {
        return explanation;
    }

    static boolean isKnown(String code) {
        return CODES.contains(code);
    }
}
