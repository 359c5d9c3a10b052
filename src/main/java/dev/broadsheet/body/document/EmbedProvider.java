package dev.broadsheet.body.document;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The provider of an {@link Block.Embed}. {@code LINK}, a plain link card, stands for all other sites. */
public enum EmbedProvider {
    YOUTUBE(List.of("youtube.com", "youtu.be", "youtube-nocookie.com")),
    VIMEO(List.of("vimeo.com")),
    X(List.of("x.com", "twitter.com")),
    INSTAGRAM(List.of("instagram.com")),
    SOUNDCLOUD(List.of("soundcloud.com")),
    LINK(List.of());

    private static final EmbedProvider[] ALL = values();

    private final List<String> hosts;

    EmbedProvider(List<String> hosts) {
        this.hosts = hosts;
    }

    /** The value in JSON and in the class of the HTML figure. */
    public String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the provider of an absolute URL: its host is a known host or a subdomain of one. */
    public static EmbedProvider of(String url) {
        String host = host(url);
        for (EmbedProvider provider : ALL) {
            for (String known : provider.hosts) {
                if (host.equals(known) || host.endsWith("." + known)) {
                    return provider;
                }
            }
        }
        return LINK;
    }

    private static String host(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notAnAddress) {
            return "";
        }
    }
}
