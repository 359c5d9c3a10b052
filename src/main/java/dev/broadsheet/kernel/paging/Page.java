package dev.broadsheet.kernel.paging;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of a list, in the JSON form that all lists share. */
public record Page<T>(List<T> data, Info page) {

    /**
     * The page's position in the list.
     *
     * @param limit maximum number of entries of the page
     * @param next cursor for {@code after}, null on the last page
     * @param prev cursor for {@code before}, null on the first page
     * @param total size of the whole list, if requested by {@code count=exact}
     */
    @Schema(name = "PageFacts")
    public record Info(
            int limit,
            @Nullable String next,
            @Nullable String prev,
            @Nullable Long total) {}
}
