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
                "A member that changed, the body aside. Of an object (seo, custom, …) the members that changed are told, however deep.")
record MemberChange(
        @Schema(description = "Which one, as a JSON pointer (RFC 6901).", examples = "/seo/title")
        String pointer,

        @Schema(description = "The value it had; absent if none.", implementation = Object.class) @Nullable
        JsonNode before,

        @Schema(description = "The value it has; absent if none.", implementation = Object.class) @Nullable
        JsonNode after,

        @Schema(description = "Of a text that was there before and after: which words.") @Nullable
        List<WordChange> words,

        @Schema(description = "Of a list: what came.", implementation = Object[].class) @Nullable
        List<JsonNode> added,

        @Schema(
                description = "Of a list: what went. If neither came or went anything, the order changed.",
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
