package dev.broadsheet.body.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadsheet.body.document.Address;
import dev.broadsheet.body.document.Canon;
import dev.broadsheet.body.document.Inline;
import dev.broadsheet.body.document.Inline.Break;
import dev.broadsheet.body.document.Inline.NoteReference;
import dev.broadsheet.body.document.Inline.Text;
import dev.broadsheet.body.document.Link;
import dev.broadsheet.body.document.Mark;
import dev.broadsheet.body.document.Marks;
import dev.broadsheet.body.document.Slug;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a line of marked text: an array of pieces, or plain text as a string. */
final class LineReader {

    static final String BAD_ADDRESS = "That address is not allowed here, or has more than " + Address.MAX_LENGTH
            + " characters when it is percent-encoded.";

    private final Faults faults;
    private final boolean stored;

    /** @param stored whether the text was accepted before: its addresses and labels are taken as they are */
    LineReader(Faults faults, boolean stored) {
        this.faults = faults;
        this.stored = stored;
    }

    List<Inline> line(JsonNode json, String pointer) {
        if (json.isTextual()) {
            return Canon.line(List.of(Text.plain(json.textValue())));
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
                piece(new Members(json.get(i), here, faults), content);
            } else {
                faults.at(here, "wrong-type", "An object is needed.");
            }
        }
        return Canon.line(content);
    }

    private void piece(Members piece, List<Inline> content) {
        String type = piece.text("type");
        switch (type == null ? "" : type) {
            case "text" -> {
                piece.only("type", "text", "marks");
                String text = piece.text("text");
                content.add(new Text(text == null ? "" : text, marks(piece)));
            }
            case "break" -> {
                piece.only("type");
                content.add(Break.BREAK);
            }
            case "note" -> {
                piece.only("type", "label");
                String label = piece.text("label");
                content.add(new NoteReference(label == null ? "" : stored ? label : Slug.label(label)));
            }
            default -> {
                if (type != null) {
                    faults.at(
                            piece.pointer("type"),
                            "unknown-type",
                            "There is no text of type " + Members.shown(type) + ".");
                }
            }
        }
    }

    private Marks marks(Members piece) {
        Marks marks = Marks.NONE;
        if (!piece.has("marks")) {
            return marks;
        }
        for (Members mark : piece.objects("marks")) {
            String type = mark.text("type");
            Mark known = type == null ? null : Mark.of(type);
            if ("link".equals(type)) {
                mark.only("type", "href", "title");
                marks = linked(marks, mark);
            } else if (known != null) {
                mark.only("type");
                marks = marks.with(known);
            } else if (type != null) {
                faults.at(
                        mark.pointer("type"), "unknown-type", "There is no mark of type " + Members.shown(type) + ".");
            }
        }
        return marks;
    }

    private Marks linked(Marks marks, Members mark) {
        String raw = mark.text("href");
        String href = raw == null ? null : address(raw);
        if (href == null) {
            if (raw != null) {
                faults.at(mark.pointer("href"), "unsafe-link", BAD_ADDRESS);
            }
            return marks;
        }
        return marks.with(new Link(href, Canon.text(mark.textOrNull("title"))));
    }

    private @Nullable String address(String raw) {
        if (stored) {
            return Address.isSafe(raw) ? raw : null;
        }
        return Address.link(raw);
    }
}
