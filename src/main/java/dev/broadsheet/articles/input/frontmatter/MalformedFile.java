package dev.broadsheet.articles.input.frontmatter;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import java.util.List;

/** Problem 400 for a file that can't be parsed, with the line and column of the fault. */
final class MalformedFile {

    private MalformedFile() {}

    /**
     * @param line 1-based, in the file
     * @param column 1-based
     */
    static Problem at(int line, int column, String reason) {
        return problem(reason + " (line " + line + ", column " + column + ")", reason)
                .with("line", line)
                .with("column", column);
    }

    static Problem at(int line, String reason) {
        return problem(reason + " (line " + line + ")", reason).with("line", line);
    }

    /** Converts a Jackson parse error. */
    static Problem of(JsonProcessingException failure, String format, int firstLine) {
        String reason = "The front matter is not valid " + format + ": "
                + failure.getOriginalMessage().replaceAll("\\s+", " ").replaceAll("\\.$", "") + ".";
        JsonLocation at = failure.getLocation();
        return at == null ? at(firstLine, reason) : at(firstLine + at.getLineNr() - 1, at.getColumnNr(), reason);
    }

    private static Problem problem(String detail, String reason) {
        return new Problem(ProblemCode.MALFORMED, detail, List.of(Fault.at("", "front-matter", reason)));
    }
}
