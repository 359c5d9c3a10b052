package dev.broadsheet.body.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.Inline.NoteReference;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.Link;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.normalization.Slug;
import dev.broadsheet.body.normalization.TextNormalizer;
import dev.broadsheet.body.normalization.UrlSanitizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a line of marked text: an array of pieces, or a string as plain text. */
final class InlineReader {

    static final String BAD_ADDRESS = "That address is not allowed here, or has more than " + UrlSanitizer.MAX_LENGTH
            + " characters when it is percent-encoded.";

    private final FaultCollector faults;
    private final boolean stored;

    /** @param stored whether the text was accepted before; its URLs and labels are then not checked again */
    InlineReader(FaultCollector faults, boolean stored) {
        this.faults = faults;
        this.stored = stored;
    }

    List<Inline> line(JsonNode json, String pointer) {
        if (json.isTextual()) {
            return TextNormalizer.line(List.of(Text.plain(json.textValue())));
        }
        if (!json.isArray()) {
            String code = json.isMissingNode() ? "missing" : "wrong-type";
            faults.at(pointer, code, "An array of text is needed, or a string.");
            return List.of();
        }
        List<Inline> content = new ArrayList<>(json.size());
        for (int i = 0; i < json.size(); i++) {
            String here = pointer + "/" + i;
            if (json.get(i).isObject()) {
                piece(new JsonObjectReader(json.get(i), here, faults), content);
            } else {
                faults.at(here, "wrong-type", "An object is needed.");
            }
        }
        return TextNormalizer.line(content);
    }

    private void piece(JsonObjectReader inline, List<Inline> content) {
        String type = inline.text("type");
        switch (type == null ? "" : type) {
            case "text" -> {
                inline.allowOnly("type", "text", "marks");
                String text = inline.text("text");
                content.add(new Text(text == null ? "" : text, marks(inline)));
            }
            case "break" -> {
                inline.allowOnly("type");
                content.add(Break.BREAK);
            }
            case "note" -> {
                inline.allowOnly("type", "label");
                String label = inline.text("label");
                content.add(new NoteReference(label == null ? "" : stored ? label : Slug.label(label)));
            }
            default -> {
                if (type != null) {
                    faults.at(
                            inline.pointer("type"),
                            "unknown-type",
                            "There is no text of type " + JsonObjectReader.abbreviated(type) + ".");
                }
            }
        }
    }

    private Marks marks(JsonObjectReader inline) {
        Marks marks = Marks.NONE;
        if (!inline.has("marks")) {
            return marks;
        }
        for (JsonObjectReader mark : inline.objects("marks")) {
            String type = mark.text("type");
            Mark known = type == null ? null : Mark.of(type);
            if ("link".equals(type)) {
                mark.allowOnly("type", "href", "title");
                marks = linked(marks, mark);
            } else if (known != null) {
                mark.allowOnly("type");
                marks = marks.with(known);
            } else if (type != null) {
                faults.at(
                        mark.pointer("type"),
                        "unknown-type",
                        "There is no mark of type " + JsonObjectReader.abbreviated(type) + ".");
            }
        }
        return marks;
    }

    private Marks linked(Marks marks, JsonObjectReader mark) {
        String raw = mark.text("href");
        String href = raw == null ? null : address(raw);
        if (href == null) {
            if (raw != null) {
                faults.at(mark.pointer("href"), "unsafe-link", BAD_ADDRESS);
            }
            return marks;
        }
        return marks.with(new Link(href, TextNormalizer.text(mark.textOrNull("title"))));
    }

    private @Nullable String address(String raw) {
        if (stored) {
            return UrlSanitizer.isSafe(raw) ? raw : null;
        }
        return UrlSanitizer.link(raw);
    }
}
