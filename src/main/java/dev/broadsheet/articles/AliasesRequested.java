package dev.broadsheet.articles;

import dev.broadsheet.kernel.Warning;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A write names former addresses of an article. Fired inside its transaction.
 *
 * @param aliases paths on the site, or names without a slash
 * @param warnings observers add a warning for each alias that can't lead to the article
 */
public record AliasesRequested(UUID article, List<String> aliases, List<Warning> warnings, Instant at) {}
