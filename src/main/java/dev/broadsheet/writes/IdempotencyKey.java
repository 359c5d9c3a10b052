package dev.broadsheet.writes;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.request.RequestFingerprint;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a caller named a write by, to repeat it safely: the {@code Idempotency-Key} header (draft-ietf-httpapi-idempotency-key-header),
 * whose value is quoted there and may be bare here. Each access key has names of its own.
 *
 * @param item which item of a batch, from 0; {@link #NOT_IN_BATCH} for a write by itself
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

    /** What is locked while it is worked on. */
    String lockName() {
        return key + "/" + item + "/" + name;
    }
}
