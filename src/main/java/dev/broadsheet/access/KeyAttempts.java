package dev.broadsheet.access;

import java.util.function.Function;

/** Limits the wrong keys that a client may try, and the requests of a valid key. {@code access.limits} implements it. */
public interface KeyAttempts {

    /**
     * Checks a token within the limits. Call on a worker thread, once a request: each call counts as a request.
     *
     * @param check finds the key; throws the 401 problem of an invalid token
     * @return the key; a 429 problem if a limit is reached
     */
    Key limit(String token, Function<String, Key> check);

    /** Counts a wrong token of another kind as a wrong key of the client; a 429 problem if there were too many. */
    void countWrong();
}
