package dev.broadsheet.kernel.http;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code If-Match}, {@code If-None-Match} and {@code If-Unmodified-Since} of a write (RFC 9110 section 13.1). Check
 * them after the row is locked, so that no other transaction can change it in between.
 *
 * <p>An ETag names a state of the resource, and may name a representation of it after a hyphen ({@code "r7.3-md"}).
 * Only the state is compared.
 */
@RequestScoped
public class Preconditions {

    private static final Pattern ENTITY_TAG =
            Pattern.compile("\\G\\s*(?:(W/)?\"([^\"]*)\"|(\\*)|([^\",\\s]+))\\s*(?:,|$)");

    private final HttpHeaders headers;
    private @Nullable Map<String, String> overrides;

    Preconditions(HttpHeaders headers) {
        this.headers = headers;
    }

    /** Replaces the request's headers: each item of a batch has its own preconditions. */
    public void override(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        Map<String, String> sent = new HashMap<>();
        if (ifMatch != null) {
            sent.put(HttpHeaders.IF_MATCH, ifMatch);
        }
        if (ifNoneMatch != null) {
            sent.put(HttpHeaders.IF_NONE_MATCH, ifNoneMatch);
        }
        overrides = sent;
    }

    /**
     * Checks the preconditions of a resource that doesn't exist yet.
     *
     * @param required whether the key must send a precondition with every write
     * @throws Problem 412, or 428
     */
    public void checkNew(boolean required) {
        check(null, null, required);
    }

    /**
     * @param current the current ETag of the resource, quoted; null if it doesn't exist
     * @param modified the {@code Last-Modified} that a read of the resource returns; null if it doesn't exist
     * @param required whether the key must send If-Match or If-None-Match: * with every write; a date doesn't count,
     *     because it has whole seconds
     * @throws Problem 412 with the current ETag, or 428
     */
    public void check(@Nullable String current, @Nullable Instant modified, boolean required) {
        List<String> match = tags(HttpHeaders.IF_MATCH);
        List<String> noneMatch = tags(HttpHeaders.IF_NONE_MATCH);
        if (required && match.isEmpty() && !noneMatch.contains("*")) {
            throw new Problem(
                    ProblemCode.PRECONDITION_REQUIRED,
                    "This key must send If-Match with the ETag it read, or If-None-Match: * to create.");
        }
        String state = current == null ? null : state(current.replace("\"", ""));
        if (!match.isEmpty() && !matches(match, state)) {
            throw failed(match, current);
        }
        if (match.isEmpty() && modified != null && HttpDate.isAfter(modified, sent(HttpHeaders.IF_UNMODIFIED_SINCE))) {
            throw withCurrent(modifiedSince(modified), current);
        }
        if (!noneMatch.isEmpty() && matches(noneMatch, state)) {
            throw withCurrent(new Problem(ProblemCode.PRECONDITION_FAILED, "It exists already."), current);
        }
    }

    /** The states in If-Match, such as {@code r7.3}, without weak ETags; empty if If-Match accepts any state. */
    public List<String> expectedStates() {
        List<String> match = tags(HttpHeaders.IF_MATCH);
        return match.contains("*")
                ? List.of()
                : match.stream()
                        .filter(tag -> !tag.startsWith("W/"))
                        .map(Preconditions::state)
                        .toList();
    }

    static Problem modifiedSince(Instant modified) {
        String date = HttpDate.of(modified);
        return new Problem(
                        ProblemCode.PRECONDITION_FAILED,
                        "It has changed since the date in If-Unmodified-Since: on " + date + ".")
                .header(HttpHeaders.LAST_MODIFIED, date);
    }

    private static boolean matches(List<String> tags, @Nullable String state) {
        return state != null
                && tags.stream().anyMatch(tag -> tag.equals("*") || state(tag).equals(state));
    }

    private static Problem failed(List<String> match, @Nullable String current) {
        if (current == null) {
            return new Problem(ProblemCode.PRECONDITION_FAILED, "If-Match was sent, but there is nothing here yet.");
        }
        if (match.stream().allMatch(tag -> tag.startsWith("W/"))) {
            return withCurrent(
                    new Problem(
                            ProblemCode.PRECONDITION_FAILED,
                            "If-Match holds a weak ETag, and those never match (RFC 9110 section 13.1.1). Send it without W/."),
                    current);
        }
        return withCurrent(new Problem(ProblemCode.PRECONDITION_FAILED, "It has changed since you read it."), current);
    }

    /** Adds the current ETag to the refusal. */
    public static Problem withCurrent(Problem problem, @Nullable String current) {
        return current == null
                ? problem
                : problem.header(HttpHeaders.ETAG, current).with("etag", current);
    }

    private static String state(String tag) {
        int representation = tag.indexOf('-');
        return representation < 0 ? tag : tag.substring(0, representation);
    }

    /** The ETags of a header without quotes. A weak ETag keeps its {@code W/} prefix, so that it never matches. */
    private List<String> tags(String header) {
        List<String> tags = new ArrayList<>();
        for (String value : sent(header)) {
            if (value.isBlank()) {
                throw new ParameterProblem(List.of(Fault.in(
                        header,
                        "invalid-etag",
                        header + " is empty: leave it out, or send an ETag such as \"r7.3\".")));
            }
            Matcher matcher = ENTITY_TAG.matcher(value);
            int end = 0;
            while (end < value.length() && matcher.find()) {
                end = matcher.end();
                String opaque =
                        matcher.group(2) != null ? matcher.group(2) : matcher.group(3) != null ? "*" : matcher.group(4);
                tags.add(matcher.group(1) != null ? "W/" + opaque : opaque);
            }
            if (end < value.length()) {
                throw new ParameterProblem(List.of(
                        Fault.in(header, "invalid-etag", header + " must list ETags such as \"r7.3\", or be *.")));
            }
        }
        return tags;
    }

    private List<String> sent(String header) {
        return overrides == null
                ? headers.getRequestHeader(header)
                : Stream.ofNullable(overrides.get(header)).toList();
    }
}
