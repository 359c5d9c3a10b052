package dev.broadsheet.kernel.problem;

import dev.broadsheet.kernel.CauseChain;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ProblemCode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * 507: a disk is full, the database's (SQLSTATE 53100, disk_full; 58030, io_error, with the text of ENOSPC) or the
 * app's (an {@link IOException} with that text, because Java has no type for it).
 */
final class StorageFull extends Problem {

    private static final long serialVersionUID = 1L;
    private static final String DISK_FULL = "53100";
    private static final Pattern NO_SPACE = Pattern.compile("No space left on device|Disk quota exceeded");
    private static final String RETRY_SECONDS = "60";

    private StorageFull(Throwable cause) {
        super(
                ProblemCode.INSUFFICIENT_STORAGE,
                "The disk is full. Nothing was changed; whoever runs the server must make room.",
                List.of(),
                cause);
        header("Retry-After", RETRY_SECONDS);
    }

    static Optional<Problem> from(Throwable failure) {
        return CauseChain.of(failure).anyMatch(StorageFull::isFull)
                ? Optional.of(new StorageFull(failure))
                : Optional.empty();
    }

    private static boolean isFull(Throwable cause) {
        boolean noSpace = NO_SPACE.matcher(String.valueOf(cause.getMessage())).find();
        return cause instanceof SQLException sql
                ? DISK_FULL.equals(sql.getSQLState()) || noSpace
                : cause instanceof IOException && noSpace;
    }
}
