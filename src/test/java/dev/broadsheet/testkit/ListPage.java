package dev.broadsheet.testkit;

import dev.broadsheet.kernel.paging.Page;
import java.util.List;
import java.util.function.Function;

/** A page of a list. */
public record ListPage<T>(List<T> data, Page.Info page) {

    /** The value of one member in every entry. */
    public <M> List<M> each(Function<T, M> member) {
        return data.stream().map(member).toList();
    }
}
