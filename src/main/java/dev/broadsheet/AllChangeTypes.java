package dev.broadsheet;

import dev.broadsheet.access.customroles.RoleChange;
import dev.broadsheet.access.keys.KeyChange;
import dev.broadsheet.articles.ArticleChange;
import dev.broadsheet.kernel.events.ChangeType;
import dev.broadsheet.kernel.events.ChangeTypes;
import dev.broadsheet.media.MediaChange;
import dev.broadsheet.redirects.RedirectChange;
import dev.broadsheet.terms.TermChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** The types of change of all features, in the order of the OpenAPI document. */
@ApplicationScoped
class AllChangeTypes implements ChangeTypes {

    static final List<ChangeType> ALL = Stream.<ChangeType[]>of(
                    ArticleChange.values(),
                    TermChange.values(),
                    RedirectChange.values(),
                    MediaChange.values(),
                    KeyChange.values(),
                    RoleChange.values())
            .flatMap(Stream::of)
            .toList();

    @Override
    public List<ChangeType> all() {
        return ALL;
    }
}
