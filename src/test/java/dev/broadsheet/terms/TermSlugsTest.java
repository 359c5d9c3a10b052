package dev.broadsheet.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadsheet.kernel.SiteSettings;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermSlugsTest {

    @ParameterizedTest
    @CsvSource({
        "false, de, Ölmühle, olmuhle",
        "true, de, Ölmühle, oelmuehle",
        "true, de-CH, Ölmühle, oelmuehle",
        "true, en, Ölmühle, olmuhle",
        "true, de, 🔥, u1f525",
    })
    void slugFollowsTheLanguageOfTheSite(boolean byLocale, String locale, String name, String slug) {
        SiteSettings site = new SiteSettings() {
            @Override
            public java.util.Optional<String> previewUrl() {
                return java.util.Optional.empty();
            }

            @Override
            public ZoneId timeZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public String locale() {
                return locale;
            }

            @Override
            public boolean slugsByLocale() {
                return byLocale;
            }
        };
        assertThat(new TermSlugs(DSL.using(SQLDialect.POSTGRES), site).spell(name))
                .isEqualTo(slug);
    }
}
