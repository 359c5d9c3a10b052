package dev.broadsheet.writes;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.request.RequestFingerprint;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The {@code Idempotency-Key} header of a write, which makes a repeat safe (draft-ietf-httpapi-idempotency-key-header).
 * The draft requires quotes around the value; here they are optional. Each access key has its own namespace.
 *
 * @param item index of the item of a batch, from 0; {@link #NOT_IN_BATCH} for a single write
 */
record IdempotencyKey(UUID key, String name, int item) {

    static final int NOT_IN_BATCH = -1;

    private static final Pattern NAME = Pattern.compile("[\\x21\\x23-\\x7e]{1,255}");

    static Optional<IdempotencyKey> from(List<String> headers, UUID key) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        String text = headers.get(0).strip();
        String name = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
        if (headers.size() > 1 || !NAME.matcher(name).matches()) {
            throw new ParameterProblem(List.of(Fault.in(
                    RequestFingerprint.IDEMPOTENCY_KEY,
                    "invalid-value",
                    "Idempotency-Key takes one name of 1 to 255 visible ASCII characters, in quotes or not.")));
        }
        return Optional.of(new IdempotencyKey(key, name, NOT_IN_BATCH));
    }

    IdempotencyKey item(int number) {
        return new IdempotencyKey(key, name, number);
    }

    /** The name of the advisory lock that the write holds. */
    String lockName() {
        return key + "/" + item + "/" + name;
    }
}
