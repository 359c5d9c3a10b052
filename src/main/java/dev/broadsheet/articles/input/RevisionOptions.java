package dev.broadsheet.articles.input;

import dev.broadsheet.articles.ArticleStatus;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * How a write stores its revision.
 *
 * @param note from the header; the body may have one as well
 * @param autosave whether it is saved automatically while somebody types
 */
public record RevisionOptions(@Nullable String note, boolean autosave) {

    /** The default: no note, no autosave. */
    public static final RevisionOptions DEFAULT = new RevisionOptions(null, false);

    static final String NOTE = "Revision-Note";
    public static final int MAX_NOTE = 500;

    /** @param member the note in the body; a fault if it differs from the one in the header */
    @Nullable
    public String note(@Nullable String member, List<Fault> faults) {
        if (note != null && member != null && !note.equals(member)) {
            faults.add(Fault.at("/note", "conflicting-note", NOTE + " says something else. Send one of the two."));
        }
        return member == null ? note : member;
    }

    public void check(@Nullable ArticleStatus requested, List<Fault> faults) {
        if (autosave && (requested == ArticleStatus.PUBLISHED || requested == ArticleStatus.SCHEDULED)) {
            faults.add(Fault.at(
                    "/status",
                    "autosave",
                    "An autosave publishes nothing. Leave status out, or save without autosave."));
        }
    }

    /** The parameters and headers shared by all writes that make a revision. */
    public static class Parameters {

        private static final String ENCODED = "UTF-8''";
        private static final char UNREADABLE = '\uFFFD';

        @RestHeader(NOTE)
        @Parameter(
                description =
                        "Note of the revision, instead of note in the body. At most 500 characters. Plain UTF-8, or UTF-8'' and percent-encoded (RFC 8187). Stored only if a revision is made.",
                example = "headline")
        @Nullable
        String note;

        @RestQuery
        @Parameter(
                description =
                        "true: the revision is an autosave. It replaces the key's previous autosave, unless that is live, scheduled, was published or has a note. Refused with status published.")
        boolean autosave;

        public RevisionOptions read() {
            return new RevisionOptions(note == null || note.isBlank() ? null : note(note.strip()), autosave);
        }

        private static String note(String header) {
            String text = decoded(header).strip();
            if (text.codePointCount(0, text.length()) > MAX_NOTE) {
                throw refusal("too-long", "takes at most " + MAX_NOTE + " characters.");
            }
            if (text.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw refusal("bad-character", "must not contain control characters.");
            }
            return text;
        }

        /**
         * Decodes the header's UTF-8. Header values arrive as one character per byte; a value that isn't valid UTF-8 is
         * taken as Latin-1.
         */
        private static String decoded(String header) {
            if (header.regionMatches(true, 0, ENCODED, 0, ENCODED.length())) {
                return percentDecoded(header.substring(ENCODED.length()));
            }
            String utf8 = new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            return utf8.indexOf(UNREADABLE) < 0 ? utf8 : header;
        }

        private static String percentDecoded(String text) {
            try {
                String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
                if (decoded.indexOf(UNREADABLE) < 0) {
                    return decoded;
                }
            } catch (IllegalArgumentException unreadable) {
                // Refused below.
            }
            throw refusal("invalid-note", "starts with UTF-8'', but what follows is not percent-encoded UTF-8.");
        }

        private static ParameterProblem refusal(String code, String detail) {
            return new ParameterProblem(List.of(Fault.in(NOTE, code, NOTE + " " + detail)));
        }
    }
}
