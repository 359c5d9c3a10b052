package dev.broadsheet.publications.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.jooq.Record;
import org.jooq.Select;

/**
 * A complete list, which is read in parts.
 *
 * @param rows its statement
 * @param views maps the rows of one part to JSON; it gets all of them, because they share statements
 */
public record UnpagedList(Select<Record> rows, Function<List<Record>, Function<Record, ObjectNode>> views) {}
