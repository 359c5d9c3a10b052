package dev.broadsheet.media.embedded;

import static java.util.stream.Collectors.joining;

import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.iptc.IptcReader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads IPTC-IIM 4.2. */
final class IptcBlock {

    private IptcBlock() {}

    static EmbeddedFields read(byte[] dataSets) {
        Metadata metadata = new Metadata();
        new IptcReader().extract(new SequentialByteArrayReader(dataSets), metadata, dataSets.length);
        IptcDirectory iptc = metadata.getFirstDirectoryOfType(IptcDirectory.class);
        if (iptc == null) {
            return EmbeddedFields.NONE;
        }
        return new EmbeddedFields(
                null,
                EmbeddedText.caption(text(iptc, IptcDirectory.TAG_CAPTION)),
                EmbeddedText.clean(text(iptc, IptcDirectory.TAG_CREDIT)),
                EmbeddedText.clean(text(iptc, IptcDirectory.TAG_BY_LINE)),
                EmbeddedText.clean(text(iptc, IptcDirectory.TAG_COPYRIGHT_NOTICE)),
                dates(iptc));
    }

    /** The date is written 20260131, the time 120000+0100. */
    private static List<String> dates(IptcDirectory iptc) {
        String date = text(iptc, IptcDirectory.TAG_DATE_CREATED);
        String time = text(iptc, IptcDirectory.TAG_TIME_CREATED);
        if (date == null || !date.matches("\\d{8}")) {
            return List.of();
        }
        String day = date.replaceFirst("(\\d{4})(\\d{2})(\\d{2})", "$1-$2-$3");
        return List.of(
                time != null && time.matches("\\d{6}(?:[+-]\\d{4})?")
                        ? day + "T" + time.replaceFirst("(\\d{2})(\\d{2})(\\d{2})", "$1:$2:$3")
                        : day);
    }

    /** A data set may be repeated: by-lines are. */
    private static @Nullable String text(IptcDirectory iptc, int tag) {
        StringValue[] values = iptc.getStringValueArray(tag);
        return values == null
                ? null
                : Arrays.stream(values)
                        .map(value -> EmbeddedText.decode(value.getBytes()).strip())
                        .collect(joining(", "));
    }
}
