package dev.broadsheet.kernel.paging;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of a list, as every list answers it. */
public record Page<T>(List<T> data, Info page) {

    /**
     * Where the page stands.
     *
     * @param limit how many the page could hold
     * @param next cursor for {@code after}, null on the last page
     * @param prev cursor for {@code before}, null on the first page
     * @param total how many the whole list has, if asked for with {@code count=exact}
     */
    @Schema(name = "PageFacts")
    public record Info(
            int limit,
            @Nullable String next,
            @Nullable String prev,
            @Nullable Long total) {}
}
