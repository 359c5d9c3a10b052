package dev.broadsheet.articles.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.body.diff.DiffBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The change of one member of an article other than the body. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "MemberChange",
        description =
                "A changed member other than the body. For objects (seo, custom, …), the changed nested members, at any depth.")
record MemberChange(
        @Schema(description = "JSON Pointer (RFC 6901) of the member.", examples = "/seo/title")
        String pointer,

        @Schema(description = "Value before; absent if none.", implementation = Object.class) @Nullable
        JsonNode before,

        @Schema(description = "Value after; absent if none.", implementation = Object.class) @Nullable
        JsonNode after,

        @Schema(description = "For text on both sides: the words that differ.") @Nullable
        List<WordChange> words,

        @Schema(description = "For lists: added items.", implementation = Object[].class) @Nullable
        List<JsonNode> added,

        @Schema(
                description = "For lists: removed items. If nothing was added or removed, the order changed.",
                implementation = Object[].class)
        @Nullable
        List<JsonNode> removed) {

    static MemberChange of(String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {
        return new MemberChange(pointer, before, after, null, null, null);
    }

    static MemberChange ofText(String pointer, JsonNode before, JsonNode after, Locale locale, DiffBudget budget) {
        List<WordChange> words = WordChange.between(before.textValue(), after.textValue(), locale, budget);
        return new MemberChange(pointer, before, after, words, null, null);
    }

    static MemberChange ofList(String pointer, JsonNode before, JsonNode after) {
        return new MemberChange(pointer, before, after, null, difference(before, after), difference(after, before));
    }

    /** The entries of {@code list} that are not in {@code known}. */
    private static List<JsonNode> difference(JsonNode known, JsonNode list) {
        var already = new HashSet<String>();
        known.forEach(entry -> already.add(entry.toString()));
        var more = new ArrayList<JsonNode>();
        list.forEach(entry -> {
            if (!already.contains(entry.toString())) {
                more.add(entry);
            }
        });
        return more;
    }
}
