package dev.broadsheet.publications;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * The names that the rows of an answer are filed under, as finished JSON. A term that was deleted since has none; one that
 * was merged has that of the term it was merged into.
 */
final class TermNames {

    private static final int ID_LENGTH = 36;

    private final Map<UUID, Name> names = new HashMap<>();

    private record Name(UUID id, String json) {}

    private TermNames() {}

    /** Of all rows, whichever of them brought them along. */
    static TermNames in(Iterable<? extends Record> rows) {
        TermNames all = new TermNames();
        int column = -2;
        for (Record row : rows) {
            // Looking a column up costs more than reading it.
            column = column == -2 ? row.indexOf(LiveColumns.NAMES.getName()) : column;
            String[] names = column < 0 ? null : (String[]) row.get(column);
            if (names != null) {
                for (String name : names) {
                    all.add(name);
                }
            }
        }
        return all;
    }

    /** The id asked for, the id of the term, its slug and its name, with a space between them. */
    private void add(String text) {
        String id = text.substring(ID_LENGTH + 1, 2 * ID_LENGTH + 1);
        int slug = 2 * ID_LENGTH + 2;
        int name = text.indexOf(' ', slug);
        StringBuilder json = new StringBuilder(text.length() + 40)
                .append("{\"id\":\"")
                .append(id)
                .append("\",\"slug\":\"")
                .append(text, slug, name)
                .append("\",\"name\":\"");
        JsonStringEncoder.getInstance().quoteAsString(text.substring(name + 1), json);
        names.put(
                UUID.fromString(text.substring(0, ID_LENGTH)),
                new Name(UUID.fromString(id), json.append("\"}").toString()));
    }

    /** The three members. */
    void write(StringBuilder json, UUID[] authors, UUID[] tags, @Nullable UUID section) {
        write(json.append("\"authors\":["), authors);
        write(json.append("],\"tags\":["), tags);
        Name one = section == null ? null : names.get(section);
        json.append("],\"section\":").append(one == null ? "null" : one.json());
    }

    private void write(StringBuilder json, UUID[] ids) {
        int start = json.length();
        Set<UUID> shown = new HashSet<>();
        for (UUID id : ids) {
            Name name = names.get(id);
            // Two that were merged are one.
            if (name != null && shown.add(name.id())) {
                json.append(json.length() > start ? "," : "").append(name.json());
            }
        }
    }

    /** What these stand for: a change of one of them is one of what is shown. */
    List<UUID> shown(UUID[] ids) {
        return Arrays.stream(ids)
                .map(names::get)
                .flatMap(name -> name == null ? java.util.stream.Stream.of() : java.util.stream.Stream.of(name.id()))
                .distinct()
                .toList();
    }
}
