package dev.broadsheet.publications;

import dev.broadsheet.kernel.json.Utf8Json;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Names of the terms of a response's rows, as prerendered JSON. A deleted term has no name; a merged term has the name
 * of its merge target.
 */
final class TermNamesJson {

    private static final int ID_LENGTH = 36;
    private static final byte[] AUTHORS = Utf8Json.bytes("\"authors\":[");
    private static final byte[] TAGS = Utf8Json.bytes("],\"tags\":[");
    private static final byte[] SECTION = Utf8Json.bytes("],\"section\":");
    private static final byte[] NULL = Utf8Json.bytes("null");
    private static final byte[] END = Utf8Json.bytes("\"}");

    private final Map<UUID, Name> names = new HashMap<>();

    private record Name(UUID id, byte[] json) {}

    private TermNamesJson() {}

    /** Reads the names of all rows; any row may contain them. */
    static TermNamesJson ofRows(Iterable<? extends Record> rows) {
        TermNamesJson all = new TermNamesJson();
        int column = -2;
        for (Record row : rows) {
            // indexOf costs more than reading the value, so it is called once for all rows.
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

    /** Parses the stored id, the id of the current term, its slug and its name, separated by spaces. */
    private void add(String text) {
        String requested = text.substring(0, ID_LENGTH);
        String id = text.substring(ID_LENGTH + 1, 2 * ID_LENGTH + 1);
        int slug = 2 * ID_LENGTH + 2;
        int name = text.indexOf(' ', slug);
        ByteArrayOutputStream json = new ByteArrayOutputStream(text.length() + 40);
        json.writeBytes(
                Utf8Json.bytes("{\"id\":\"" + id + "\",\"slug\":\"" + text.substring(slug, name) + "\",\"name\":\""));
        json.writeBytes(Utf8Json.quoted(text.substring(name + 1)));
        json.writeBytes(END);
        UUID key = UUID.fromString(requested);
        names.put(key, new Name(requested.equals(id) ? key : UUID.fromString(id), json.toByteArray()));
    }

    /** Writes the members {@code authors}, {@code tags} and {@code section}. */
    void write(ByteArrayOutputStream json, UUID[] authors, UUID[] tags, @Nullable UUID section) {
        json.writeBytes(AUTHORS);
        write(json, authors);
        json.writeBytes(TAGS);
        write(json, tags);
        json.writeBytes(SECTION);
        Name one = section == null ? null : names.get(section);
        json.writeBytes(one == null ? NULL : one.json());
    }

    private void write(ByteArrayOutputStream json, UUID[] ids) {
        Set<UUID> shown = new HashSet<>();
        for (UUID id : ids) {
            Name name = names.get(id);
            // Two terms that were merged are shown once.
            if (name != null && shown.add(name.id())) {
                if (shown.size() > 1) {
                    json.write(',');
                }
                json.writeBytes(name.json());
            }
        }
    }

    /**
     * The current id of a term, after merges. A response depends on that term as well, because it shows its name. Null
     * if the term was deleted.
     */
    @Nullable
    UUID currentId(UUID id) {
        Name name = names.get(id);
        return name == null ? null : name.id();
    }
}
