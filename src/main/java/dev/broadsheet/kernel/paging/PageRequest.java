package dev.broadsheet.kernel.paging;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The page of a list to fetch. At most one of {@code after}, {@code before} and {@code offset} is set. */
public record PageRequest(
        int limit, @Nullable String after, @Nullable String before, int offset, boolean countTotal) {

    public static final int MAX_LIMIT = 100;
    public static final int MAX_OFFSET = 10_000;

    /** Whether this is the first page. */
    public boolean isFirst() {
        return after == null && before == null && offset == 0;
    }

    /** A request for the page and all rows that its offset skips. */
    public PageRequest withSkipped() {
        return new PageRequest(limit + offset, after, before, 0, countTotal);
    }

    /** Validates the parameters and adds faults to {@code faults}. */
    public static PageRequest of(
            @Nullable Integer limit,
            @Nullable String after,
            @Nullable String before,
            @Nullable Integer offset,
            boolean counted,
            List<Fault> faults) {
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            faults.add(Fault.in("limit", "out-of-range", "limit must be from 1 to " + MAX_LIMIT + "."));
        }
        if (offset != null && (offset < 0 || offset > MAX_OFFSET)) {
            faults.add(Fault.in(
                    "offset", "out-of-range", "offset must be from 0 to " + MAX_OFFSET + ". Cursors go further."));
        }
        List<String> places = new ArrayList<>();
        if (after != null) places.add("after");
        if (before != null) places.add("before");
        if (offset != null) places.add("offset");
        if (places.size() > 1) {
            faults.add(Fault.in(
                    places.get(1), "conflicting-parameters", String.join(" and ", places) + " exclude each other."));
        }
        return new PageRequest(limit == null ? 20 : limit, after, before, offset == null ? 0 : offset, counted);
    }

    /** The query parameters, the same for every list. */
    public static class Parameters {

        @RestQuery
        @Parameter(description = "Items a page, 1 to 100. Default: 20.", example = "20")
        @Nullable
        Integer limit;

        @RestQuery
        @Parameter(description = "Cursor from page.next: the next page.")
        @Nullable
        String after;

        @RestQuery
        @Parameter(description = "Cursor from page.prev: the previous page.")
        @Nullable
        String before;

        @RestQuery
        @Parameter(description = "Items to skip, at most 10000. Cursors are cheaper.")
        @Nullable
        Integer offset;

        @RestQuery
        @Parameter(description = "exact: page.total has the size of the whole list.")
        @Nullable
        String count;

        /** Validates the parameters and adds faults to {@code faults}. */
        public PageRequest read(List<Fault> faults) {
            if (count != null && !count.equals("exact")) {
                faults.add(Fault.in("count", "invalid-value", "count takes: exact."));
            }
            return of(limit, after, before, offset, "exact".equals(count), faults);
        }

        public PageRequest read() {
            List<Fault> faults = new ArrayList<>();
            PageRequest request = read(faults);
            ParameterProblem.throwIfAny(faults);
            return request;
        }
    }
}
