package dev.broadsheet.access.keys;

import static dev.broadsheet.access.keys.AccessKeyTable.ACCESS_KEY;

import dev.broadsheet.kernel.paging.Keyset;
import dev.broadsheet.kernel.paging.Page;
import dev.broadsheet.kernel.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;

/** Reads keys for the API. Three statements a page. */
@ApplicationScoped
class KeyQueries {

    private final DSLContext sql;
    private final RuleTerms terms;

    KeyQueries(DSLContext sql, RuleTerms terms) {
        this.sql = sql;
        this.terms = terms;
    }

    /** Newest first: ids grow with time. */
    Page<KeyView> page(boolean revoked, PageRequest request) {
        Condition wanted = revoked ? ACCESS_KEY.REVOKED_AT.isNotNull() : ACCESS_KEY.REVOKED_AT.isNull();
        Keyset sort = new Keyset(
                List.of(new Keyset.Key<>(ACCESS_KEY.ID, true, UUID::toString, UUID::fromString)), "keys " + revoked);
        Long total = request.countTotal() ? Long.valueOf(sql.fetchCount(ACCESS_KEY, wanted)) : null;
        Page<UUID> ids =
                sort.page(request, sql.select(ACCESS_KEY.ID).from(ACCESS_KEY).where(wanted), total, Record1::value1);
        Map<UUID, AccessKey> keys = AccessKey.<AccessKey>list("id in ?1", ids.data()).stream()
                .collect(Collectors.toMap(key -> key.id, Function.identity()));
        Map<UUID, String> slugs = slugs(keys.values());
        return new Page<>(
                ids.data().stream()
                        .map(id -> KeyView.of(Objects.requireNonNull(keys.get(id)), slugs))
                        .toList(),
                ids.page());
    }

    KeyView view(AccessKey key) {
        return KeyView.of(key, slugs(List.of(key)));
    }

    private Map<UUID, String> slugs(Collection<AccessKey> keys) {
        Collection<UUID> ids =
                RulesView.terms(keys.stream().map(key -> key.edit().rules()).toList());
        return ids.isEmpty() ? Map.of() : terms.slugs(ids);
    }
}
