package dev.broadsheet.access;

import java.util.List;
import java.util.regex.Pattern;

/** Parses the Authorization header (RFC 6750 section 2.1). */
public final class BearerHeader {

    /** The b64token of RFC 6750. A text longer than {@link #MAX_LENGTH} is neither hashed nor looked up. */
    public static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    public static final int MAX_LENGTH = 512;
    private static final String SCHEME = "Bearer ";

    private BearerHeader() {}

    static String token(List<String> headers) {
        if (headers.isEmpty()) {
            throw UnauthorizedProblem.noToken();
        }
        if (headers.size() > 1) {
            throw UnauthorizedProblem.badHeader("There is more than one Authorization header.");
        }
        String header = headers.get(0).strip();
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw UnauthorizedProblem.badHeader("The Authorization header must read: Bearer, a space, and the key.");
        }
        String token = header.substring(SCHEME.length()).strip();
        if (token.length() > MAX_LENGTH || !TOKEN.matcher(token).matches()) {
            throw UnauthorizedProblem.badToken("What follows Bearer is not a key.");
        }
        return token;
    }
}
