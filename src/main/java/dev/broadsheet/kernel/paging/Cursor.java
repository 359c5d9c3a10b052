package dev.broadsheet.kernel.paging;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A position in a sorted list: the sort values of the row at that position. Opaque to clients. A cursor is bound to its
 * list: with another sort or other filters it is refused.
 *
 * @param values text forms of the sort columns, the tiebreaker last
 */
public record Cursor(List<String> values) {

    private static final int MAX_LENGTH = 8000;
    private static final char SEPARATOR = '\u001f';

    /** @param list identifies the list: its sort and filters in canonical form */
    public String encode(String list) {
        String text = Long.toHexString(checksum(list)) + SEPARATOR + String.join(String.valueOf(SEPARATOR), values);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param size number of sort columns of the list
     * @throws Problem 400 if the text is not a cursor, or a cursor of another list
     */
    public static Cursor decode(String parameter, String text, String list, int size) {
        List<String> parts = parts(text);
        if (parts.size() != size + 1
                || text.length() > MAX_LENGTH
                || String.join("", parts).indexOf('\0') >= 0) {
            throw refusal(parameter, "This is not a cursor. Take it from page.next or page.prev.");
        }
        if (!parts.get(0).equals(Long.toHexString(checksum(list)))) {
            throw refusal(parameter, "This cursor belongs to a list with another sort or other filters.");
        }
        return new Cursor(List.copyOf(parts.subList(1, parts.size())));
    }

    private static List<String> parts(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> parts = new ArrayList<>();
            int start = 0;
            for (int end = plain.indexOf(SEPARATOR); end >= 0; end = plain.indexOf(SEPARATOR, start)) {
                parts.add(plain.substring(start, end));
                start = end + 1;
            }
            parts.add(plain.substring(start));
            return parts;
        } catch (IllegalArgumentException notBase64) {
            return List.of();
        }
    }

    private static long checksum(String list) {
        CRC32 crc = new CRC32();
        crc.update(list.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** The 400 problem of a cursor that can't be used, such as a handmade one. */
    public static Problem refusal(String parameter, String detail) {
        return new Problem(
                ProblemCode.INVALID_PARAMETER, detail, List.of(Fault.in(parameter, "invalid-cursor", detail)));
    }
}
