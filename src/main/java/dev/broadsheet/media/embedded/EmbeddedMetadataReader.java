package dev.broadsheet.media.embedded;

import static java.util.function.Predicate.not;

import dev.broadsheet.kernel.DateParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metadata of JPEG, PNG, WebP and AVIF files; other files have none. XMP goes before IPTC-IIM, and that before
 * EXIF: what people wrote before what the camera wrote.
 */
@ApplicationScoped
public class EmbeddedMetadataReader {

    private static final Logger LOG = Logger.getLogger(EmbeddedMetadataReader.class);

    private final DateParser dates;

    /** Bounds the memory of all uploads together. */
    private final Semaphore permits = new Semaphore(2);

    EmbeddedMetadataReader(DateParser dates) {
        this.dates = dates;
    }

    /** Reads the blocks of one file format. */
    private interface Format {
        void read(FileBytes file, EmbeddedBlocks blocks) throws IOException;
    }

    /** Reads the fields of one block. */
    private interface Block {
        EmbeddedFields read(byte[] block) throws Exception;
    }

    /** Never fails: what can't be read is ignored. */
    public EmbeddedMetadata read(Path file, String mediaType) {
        Format format = format(mediaType);
        if (format == null) {
            return EmbeddedMetadata.NONE;
        }
        permits.acquireUninterruptibly();
        try {
            return read(file, format);
        } finally {
            permits.release();
        }
    }

    private static @Nullable Format format(String mediaType) {
        return switch (mediaType) {
            case "image/jpeg" -> JpegSegments::read;
            case "image/png" -> PngChunks::read;
            case "image/webp" -> WebpChunks::read;
            case "image/avif" -> HeifItems::read;
            default -> null;
        };
    }

    private EmbeddedMetadata read(Path path, Format format) {
        EmbeddedBlocks blocks = new EmbeddedBlocks();
        try (FileBytes file = new FileBytes(path)) {
            format.read(file, blocks);
        } catch (IOException | RuntimeException damaged) {
            ignore(damaged);
        }
        return merge(List.of(
                read(blocks.xmp(), XmpBlock::read),
                read(blocks.iptc(), IptcBlock::read),
                read(blocks.exif(), ExifBlock::read)));
    }

    private static EmbeddedFields read(byte @Nullable [] bytes, Block block) {
        if (bytes == null) {
            return EmbeddedFields.NONE;
        }
        try {
            return block.read(bytes);
        } catch (Exception | StackOverflowError damaged) {
            ignore(damaged);
            return EmbeddedFields.NONE;
        }
    }

    /** Without the message, which may quote the file. */
    private static void ignore(Throwable damaged) {
        LOG.debugf("Metadata of a file can't be read: %s", damaged.getClass().getName());
    }

    /** A credit line anywhere goes before the names of creators. */
    private EmbeddedMetadata merge(List<EmbeddedFields> blocks) {
        return new EmbeddedMetadata(
                first(blocks, EmbeddedFields::alt).orElse(null),
                first(blocks, EmbeddedFields::caption).orElse(null),
                first(blocks, EmbeddedFields::credit)
                        .or(() -> first(blocks, EmbeddedFields::creators))
                        .orElse(null),
                first(blocks, EmbeddedFields::copyright).orElse(null),
                takenAt(blocks.stream().flatMap(block -> block.dates().stream()).toList()));
    }

    private static Optional<String> first(
            List<EmbeddedFields> blocks, Function<EmbeddedFields, @Nullable String> field) {
        return blocks.stream().map(field).filter(Objects::nonNull).findFirst();
    }

    /** A date with a time of day goes before one without. */
    private @Nullable Instant takenAt(List<String> texts) {
        return Stream.concat(
                        texts.stream().filter(text -> text.contains(":")),
                        texts.stream().filter(not(text -> text.contains(":"))))
                .flatMap(text -> dates.parse(text).stream())
                .findFirst()
                .orElse(null);
    }
}
