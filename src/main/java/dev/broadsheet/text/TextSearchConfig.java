package dev.broadsheet.text;

import java.util.Locale;
import java.util.Map;

/** Maps a locale to one of PostgreSQL's text search configurations. Uses only those that PostgreSQL 15 has. */
public final class TextSearchConfig {

    /** For a language without a configuration: words aren't stemmed, only folded. */
    public static final String NONE = "simple";

    private static final Map<String, String> CONFIGURATIONS = Map.ofEntries(
            Map.entry("ar", "arabic"),
            Map.entry("ca", "catalan"),
            Map.entry("da", "danish"),
            Map.entry("de", "german"),
            Map.entry("el", "greek"),
            Map.entry("en", "english"),
            Map.entry("es", "spanish"),
            Map.entry("eu", "basque"),
            Map.entry("fi", "finnish"),
            Map.entry("fr", "french"),
            Map.entry("ga", "irish"),
            Map.entry("hi", "hindi"),
            Map.entry("hu", "hungarian"),
            Map.entry("hy", "armenian"),
            Map.entry("id", "indonesian"),
            Map.entry("it", "italian"),
            Map.entry("lt", "lithuanian"),
            Map.entry("nb", "norwegian"),
            Map.entry("ne", "nepali"),
            Map.entry("nl", "dutch"),
            Map.entry("nn", "norwegian"),
            Map.entry("no", "norwegian"),
            Map.entry("pt", "portuguese"),
            Map.entry("ro", "romanian"),
            Map.entry("ru", "russian"),
            Map.entry("sr", "serbian"),
            Map.entry("sv", "swedish"),
            Map.entry("ta", "tamil"),
            Map.entry("tr", "turkish"),
            Map.entry("yi", "yiddish"));

    private TextSearchConfig() {}

    /** @param locale a BCP 47 tag */
    public static String of(String locale) {
        return CONFIGURATIONS.getOrDefault(Locale.forLanguageTag(locale).getLanguage(), NONE);
    }
}
