package dev.broadsheet.media.embedded;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.ExifTiffHandler;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads EXIF (CIPA DC-008). */
final class ExifBlock {

    private static final Set<Integer> TAGS = Set.of(
            ExifDirectoryBase.TAG_IMAGE_DESCRIPTION,
            ExifDirectoryBase.TAG_ARTIST,
            ExifDirectoryBase.TAG_COPYRIGHT,
            ExifDirectoryBase.TAG_DATETIME_ORIGINAL,
            ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL,
            ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL);

    /** 2026:01:31 12:00:00, in which also a dash or a space stands for a colon. */
    private static final String DATE = "(\\d{4}).(\\d{2}).(\\d{2})[ T](\\d{2}:\\d{2}:\\d{2}).*";

    private ExifBlock() {}

    static EmbeddedFields read(byte[] tiff) throws IOException, TiffProcessingException {
        Metadata metadata = new Metadata();
        new TiffReader().processTiff(new ByteArrayReader(tiff), new Handler(metadata), 0);
        @Nullable Directory main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        @Nullable Directory detail = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        return new EmbeddedFields(
                null,
                EmbeddedText.caption(text(main, ExifDirectoryBase.TAG_IMAGE_DESCRIPTION)),
                null,
                EmbeddedText.clean(text(main, ExifDirectoryBase.TAG_ARTIST)),
                EmbeddedText.clean(text(main, ExifDirectoryBase.TAG_COPYRIGHT)),
                dates(detail));
    }

    /** Without an offset, which cameras write since 2016, the date is in the site's time zone. */
    private static List<String> dates(@Nullable Directory detail) {
        String date = text(detail, ExifDirectoryBase.TAG_DATETIME_ORIGINAL);
        if (date == null || !date.matches(DATE)) {
            return List.of();
        }
        String fraction = text(detail, ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL);
        String offset = text(detail, ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL);
        return List.of(date.replaceFirst(DATE, "$1-$2-$3T$4")
                + (fraction != null && fraction.strip().matches("\\d{1,9}") ? "." + fraction.strip() : "")
                + (offset != null && offset.strip().matches("Z|[+-]\\d{2}:\\d{2}") ? offset.strip() : ""));
    }

    private static @Nullable String text(@Nullable Directory directory, int tag) {
        return directory != null && directory.getObject(tag) instanceof StringValue value
                ? EmbeddedText.decode(value.getBytes())
                : null;
    }

    /**
     * Reads the few tags of two directories. Everything else is skipped before it is read: positions, makers' notes and
     * thumbnails. Otherwise 64 KiB with thousands of tags that share one array would become hundreds of megabytes.
     */
    private static final class Handler extends ExifTiffHandler {

        private boolean entered;

        Handler(Metadata metadata) {
            super(metadata, null, 0);
        }

        @Override
        public boolean tryEnterSubIfd(int tag) {
            if (entered || tag != ExifIFD0Directory.TAG_EXIF_SUB_IFD_OFFSET) {
                return false;
            }
            entered = true;
            return super.tryEnterSubIfd(tag);
        }

        @Override
        public boolean hasFollowerIfd() {
            return false;
        }

        /** True for a tag that must not be read. */
        @Override
        public boolean customProcessTag(
                int position, Set<Integer> directories, int header, RandomAccessReader bytes, int tag, int length) {
            return !TAGS.contains(tag);
        }
    }
}
