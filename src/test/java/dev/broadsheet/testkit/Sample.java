package dev.broadsheet.testkit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/**
 * The content that tests share: the report of an energy summit, by Ada Moreno in the section World, an opinion piece,
 * drafts, and tags about pipes. Each call creates a new one with a unique slug, so that tests can share a database.
 */
public final class Sample {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Sample() {}

    /** A name that no other test uses. */
    public static String name(String stem) {
        return stem + "-" + COUNT.incrementAndGet();
    }

    /** The summit report in Markdown, to be published with the upload. */
    public static String story(String title, String tags) {
        return """
                ---
                title: %s
                kicker: Energy talks
                summary: The parties go home; the pipes stay where they are.
                tags: [%s]
                authors: [Ada Moreno]
                section: World
                status: published
                ---
                The talks broke up *late on Friday*. “We have [only] begun,” one delegate said.

                - pipes
                - prices
                """.formatted(title, tags);
    }

    /** Publishes the summit report and returns its slug. */
    public static String live(String tags) {
        String slug = name("summit-ends");
        Api.admin()
                .send("PUT", path(slug), "text/markdown", story("Summit ends without a deal", tags))
                .expect(201);
        return slug;
    }

    /**
     * Publishes the opinion piece with these members, a JSON object, besides its title and, unless they have one, its
     * body; returns its slug.
     */
    public static String published(String members) {
        String slug = name("opinion");
        String body = members.contains("\"body\":") ? "" : "\"body\": \"They work.\", ";
        Api.admin()
                .put(
                        path(slug),
                        "{\"title\": \"Leave the pipes alone\", \"status\": \"published\", " + body
                                + members.substring(1))
                .expect(201);
        return slug;
    }

    /** Creates a draft that could be published and returns its slug. */
    public static String draft(String title) {
        return Api.admin()
                .post("/api/articles", "{\"title\": \"%s\", \"body\": \"Nobody has read this yet.\"}".formatted(title))
                .expect(201)
                .article()
                .slug();
    }

    /** Creates a tag that no article uses and returns its slug. */
    public static String tag() {
        return term("tags", "{}");
    }

    public static String tagBelow(String parent) {
        return term("tags", "{\"parent\": \"" + parent + "\"}");
    }

    /** Creates a tag, author or section with these members, a JSON object, and returns its slug. */
    public static String term(String kind, String members) {
        String slug = name("pipes");
        Api.admin().put("/api/" + kind + "/" + slug, members).expect(201);
        return slug;
    }

    public static String path(String slug) {
        return "/api/articles/" + slug;
    }

    public static String id(String slug) {
        return workingCopy(slug).article().id().toString();
    }

    /**
     * Uploads a picture that no other test has and returns its id.
     *
     * @param metadata a query, such as {@code alt=Quay&credit=Ada}
     */
    public static String picture(String metadata) {
        BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, COUNT.incrementAndGet());
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Api.admin()
                .send("POST", "/api/media" + (metadata.isEmpty() ? "" : "?" + metadata), "image/png", png.toByteArray())
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    /** The working copy, as an editor sees it. */
    public static ApiResponse workingCopy(String slug) {
        return Api.admin().get(path(slug) + "?version=draft").expect(200);
    }
}
