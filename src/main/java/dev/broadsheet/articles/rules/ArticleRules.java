package dev.broadsheet.articles.rules;

import static dev.broadsheet.articles.ArticleTable.ARTICLE;
import static dev.broadsheet.articles.index.ArticleTermTable.ARTICLE_TERM;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import dev.broadsheet.access.CurrentCaller;
import dev.broadsheet.access.ForbiddenProblem;
import dev.broadsheet.access.Key;
import dev.broadsheet.articles.Article;
import dev.broadsheet.articles.ArticleTable;
import dev.broadsheet.articles.Slugs;
import dev.broadsheet.articles.index.ArticleTermTable;
import dev.broadsheet.kernel.NotFoundProblem;
import dev.broadsheet.kernel.rules.ItemRules;
import dev.broadsheet.terms.Terms;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * The item rules of the caller's key. Lists add {@link #condition} to their own; single reads and writes ask the
 * database for the same condition, so that both always agree. A key without rules costs no statement.
 */
@ApplicationScoped
public class ArticleRules {

    private static final ArticleTermTable T = ARTICLE_TERM.as("rule_term");

    private final CurrentCaller caller;
    private final Slugs slugs;
    private final DSLContext sql;

    ArticleRules(CurrentCaller caller, Slugs slugs, DSLContext sql) {
        this.caller = caller;
        this.slugs = slugs;
        this.sql = sql;
    }

    /** Which working copies the caller may read and write. */
    public Condition condition(ArticleTable articles) {
        Key key = caller.require();
        Condition all = DSL.noCondition();
        for (ItemRules rules : key.rules()) {
            all = all.and(condition(articles, rules, key.id()));
        }
        return all;
    }

    private static Condition condition(ArticleTable articles, ItemRules rules, UUID key) {
        Condition all = DSL.noCondition();
        if (rules.own()) {
            all = all.and(articles.CREATED_BY.eq(key));
        }
        if (!rules.locales().isEmpty()) {
            all = all.and(articles.LOCALE.in(rules.locales()));
        }
        if (!rules.types().isEmpty()) {
            all = all.and(articles.TYPE.in(rules.types()));
        }
        for (Set<UUID> terms : java.util.List.of(rules.authors(), rules.sections(), rules.tags())) {
            if (!terms.isEmpty()) {
                all = all.and(hasOneOf(articles, terms));
            }
        }
        return all;
    }

    private static Condition hasOneOf(ArticleTable articles, Set<UUID> terms) {
        Field<UUID[]> ids = val(terms.toArray(UUID[]::new));
        return exists(selectOne()
                .from(T)
                .where(T.ARTICLE_ID.eq(articles.ID))
                .and(DSL.condition("{0} in (" + Terms.currentIds("{1}") + ")", T.TERM_ID, ids)));
    }

    /** The article with this name, for a read of its write side. 404 if the caller may not know of it. */
    public Article require(String name) {
        Article article = slugs.require(name);
        check(article, name);
        return article;
    }

    /** The same for a write: locks the article's row. */
    public Article requireForUpdate(String name) {
        Article article = Article.requireForUpdate(name);
        check(article, name);
        return article;
    }

    /**
     * Refuses an article outside the caller's rules: 404, or 403 if it is live, because everybody knows of it then.
     *
     * @param name the caller's name for it
     */
    public void check(Article article, String name) {
        if (!allow(article)) {
            throw article.isLive() ? refusal() : new NotFoundProblem("article", name);
        }
    }

    /** Refuses a write whose result is outside the caller's rules. Call it when the working copy has been stored. */
    public void checkResult(Article article) {
        if (!caller.require().rules().isEmpty()) {
            Panache.getEntityManager().flush();
            if (!allow(article)) {
                throw refusal();
            }
        }
    }

    /** Refuses to publish a revision that isn't the working copy if a rule looks at the content. */
    public void checkRevision(Article article, int revision) {
        if (revision != article.revision && caller.require().rules().stream().anyMatch(ItemRules::readsContent)) {
            throw ForbiddenProblem.because("The key may publish only the working copy, not an older revision.");
        }
    }

    private boolean allow(Article article) {
        return caller.require().rules().isEmpty()
                || sql.fetchExists(selectOne()
                        .from(ARTICLE)
                        .where(ARTICLE.ID.eq(article.id))
                        .and(condition(ARTICLE)));
    }

    private static ForbiddenProblem refusal() {
        return ForbiddenProblem.because("The article is outside the rules of your key: see GET /api/me.");
    }
}
