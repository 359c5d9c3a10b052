package dev.broadsheet.media;

import dev.broadsheet.kernel.Clock;
import dev.broadsheet.kernel.http.PublicUrl;
import dev.broadsheet.media.image.FileName;
import dev.broadsheet.media.image.FileSigner;
import dev.broadsheet.media.image.Picture;
import dev.broadsheet.media.image.Ratio;
import dev.broadsheet.media.worker.ImageFormat;
import dev.broadsheet.media.worker.ImageWorker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The image objects of pictures, for articles that show them. One statement a call. Without files that are no pictures,
 * pictures in the trash, and those that have not been decoded.
 */
@ApplicationScoped
public class Images {

    private final FileSigner signer;
    private final ImageWorker worker;
    private final PublicUrl publicUrl;
    private final Clock clock;

    Images(FileSigner signer, ImageWorker worker, PublicUrl publicUrl, Clock clock) {
        this.signer = signer;
        this.worker = worker;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** For readers: without pictures whose licence has ended, and with URLs that are open while a live article shows them. */
    public Map<UUID, ImageObject> find(Collection<UUID> ids) {
        Instant now = clock.now();
        Map<UUID, ImageObject> images = new HashMap<>();
        for (Media media : pictures(ids)) {
            if (!media.isLicenseEnded(now)) {
                media.picture().ifPresent(picture -> images.put(media.id, new Builder(media, picture, false).build()));
            }
        }
        return images;
    }

    /** Asks for the formats, if need be. False while the worker process can't be started: image objects lack formats. */
    public boolean knowsFormats() {
        worker.writable();
        return worker.knowsFormats();
    }

    /**
     * For editors: with URLs that expire, which open files that no live article shows, and with pictures whose licence
     * has ended.
     */
    public Map<UUID, ImageObject> findSigned(Collection<UUID> ids) {
        Map<UUID, ImageObject> images = new HashMap<>();
        for (Media media : pictures(ids)) {
            signed(media).ifPresent(image -> images.put(media.id, image));
        }
        return images;
    }

    /** The image object of one picture, for editors, also if it is in the trash. */
    public Optional<ImageObject> signed(Media media) {
        return media.picture().map(picture -> new Builder(media, picture, true).build());
    }

    /** The URL of the original, for editors. */
    public String signedOriginal(Media media) {
        return url(media, "original") + signer.query(media.id, FileSigner.Scope.ORIGINAL);
    }

    /** The URL of the largest rendition of the whole picture that every browser can show. */
    public String largest(Media media, Picture picture) {
        return new Builder(media, picture, false).largest(Ratio.FULL);
    }

    private static List<Media> pictures(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : Media.list("id in ?1 and trashedAt is null and width is not null", ids);
    }

    private String url(Media media, String name) {
        return publicUrl.of("/files/" + media.id + "/" + name);
    }

    /** Builds one image object. */
    private final class Builder {

        private final Media media;
        private final Picture picture;
        private final boolean signed;
        private final String query;

        Builder(Media media, Picture picture, boolean signed) {
            this.media = media;
            this.picture = picture;
            this.signed = signed;
            this.query = signed ? signer.query(media.id, FileSigner.Scope.RENDITIONS) : "";
        }

        ImageObject build() {
            MediaMetadata metadata = media.metadata();
            return new ImageObject(
                    media.id,
                    picture.facts().animated() ? original() : largest(Ratio.FULL),
                    picture.facts().width(),
                    picture.facts().height(),
                    metadata.alt(),
                    metadata.caption(),
                    metadata.credit(),
                    metadata.copyright(),
                    metadata.licenseEndsAt(),
                    picture.facts().blurhash(),
                    picture.facts().color(),
                    metadata.focus(),
                    picture.facts().animated(),
                    renditions());
        }

        private String original() {
            return signed ? signedOriginal(media) : url(media, "original");
        }

        private Map<String, ImageObject.RatioRenditions> renditions() {
            Map<String, ImageObject.RatioRenditions> renditions = new LinkedHashMap<>();
            for (Ratio ratio : Ratio.values()) {
                Picture.Size largest = last(picture.sizes(ratio));
                renditions.put(
                        ratio.code(),
                        new ImageObject.RatioRenditions(
                                largest.width(), largest.height(), largest(ratio), srcsets(ratio)));
            }
            return renditions;
        }

        private Map<String, String> srcsets(Ratio ratio) {
            Map<String, String> srcsets = new LinkedHashMap<>();
            for (ImageFormat format : picture.formats(worker.writable())) {
                StringBuilder srcset = new StringBuilder();
                for (Picture.Size size : picture.sizes(ratio)) {
                    srcset.append(srcset.isEmpty() ? "" : ", ")
                            .append(file(ratio, size, format))
                            .append(' ')
                            .append(size.width())
                            .append('w');
                }
                srcsets.put(format.name().toLowerCase(Locale.ROOT), srcset.toString());
            }
            return srcsets;
        }

        String largest(Ratio ratio) {
            return file(ratio, last(picture.sizes(ratio)), picture.fallback());
        }

        private String file(Ratio ratio, Picture.Size size, ImageFormat format) {
            FileName name = signer.name(picture, ratio, size.width(), format);
            return url(media, name.toString()) + query;
        }
    }

    private static Picture.Size last(List<Picture.Size> sizes) {
        return sizes.get(sizes.size() - 1);
    }
}
