package dev.broadsheet.redirects;

import dev.broadsheet.articles.AliasesRequested;
import dev.broadsheet.kernel.Warning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Creates redirects from the former URLs that an upload contains. Existing redirects to the article are left unchanged.
 */
@ApplicationScoped
class AliasRedirects {

    private static final String PRESENT = "select source, article_id from redirect where source = any(?::text[])";

    private final RedirectService service;
    private final DSLContext sql;

    AliasRedirects(RedirectService service, DSLContext sql) {
        this.service = service;
        this.sql = sql;
    }

    void createRedirects(@Observes AliasesRequested event) {
        Map<String, SitePath> paths = new LinkedHashMap<>();
        for (String alias : event.aliases()) {
            path(alias)
                    .ifPresentOrElse(
                            path -> paths.put(path.text(), path),
                            () -> event.warnings()
                                    .add(warning("alias-dropped", "“" + alias + "” can't be a path of the site.")));
        }
        Map<String, @Nullable UUID> present = present(paths);
        present.forEach((path, article) -> {
            paths.remove(path);
            if (!event.article().equals(article)) {
                event.warnings().add(taken(path));
            }
        });
        if (!paths.isEmpty()) {
            service.redirectToArticle(paths.values(), event.article())
                    .forEach(path -> event.warnings().add(taken(path.text())));
        }
    }

    private static Warning taken(String path) {
        return warning("alias-taken", "There is a redirect from “" + path + "” already; it stays.");
    }

    private Map<String, @Nullable UUID> present(Map<String, SitePath> paths) {
        Map<String, @Nullable UUID> present = new LinkedHashMap<>();
        for (Record row : sql.fetch(PRESENT, (Object) paths.keySet().toArray(String[]::new))) {
            present.put(row.get("source", String.class), row.get("article_id", UUID.class));
        }
        return present;
    }

    /** An alias without a leading slash is relative to the root of the site. */
    private static Optional<SitePath> path(String alias) {
        String text = alias.startsWith("/") || alias.matches("(?i)https?://.*") ? alias : "/" + alias;
        return SitePath.parse(text)
                .filter(path -> path.text().length() <= SitePath.MAX_LENGTH)
                .filter(path -> !path.isOfTheApi() && !path.text().equals("/"));
    }

    private static Warning warning(String code, String detail) {
        return Warning.at("/aliases", code, detail);
    }
}
