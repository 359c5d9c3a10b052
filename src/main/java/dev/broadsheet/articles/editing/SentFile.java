package dev.broadsheet.articles.editing;

import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.media.MediaFiles;
import dev.broadsheet.media.MediaMetadata;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file in the form of an article.
 *
 * @param part the name of the part
 * @param fileName without folders
 * @param upload null if the file is refused
 * @param refusal why the file can't be taken; null if it can
 * @param metadata what fields of the form say of it
 */
record SentFile(
        String part,
        String fileName,
        MediaFiles.@Nullable Upload upload,
        @Nullable Problem refusal,
        MediaMetadata metadata) {

    static SentFile of(String part, String fileName, MediaFiles.Upload upload) {
        return new SentFile(part, fileName, upload, null, MediaMetadata.EMPTY);
    }

    static SentFile refused(String part, String fileName, Problem refusal) {
        return new SentFile(part, fileName, null, refusal, MediaMetadata.EMPTY);
    }

    SentFile with(MediaMetadata by) {
        return new SentFile(part, fileName, upload, refusal, by);
    }

    /** The JSON pointer of the part. */
    String pointer() {
        return pointerOf(part);
    }

    /** The pointer of the field with a member of the metadata. */
    String pointer(@Nullable String inMetadata) {
        String member = String.valueOf(inMetadata).replaceFirst("^/", "");
        return pointer() + "." + member;
    }

    static String pointerOf(String part) {
        return "/" + part.replace("~", "~0").replace("/", "~1");
    }

    /** The refusal as a fault of the form. */
    Fault fault() {
        Problem why = Objects.requireNonNull(refusal);
        return Fault.at(pointer(), why.code().code(), why.detail());
    }

    boolean isPicture() {
        return upload != null && upload.type().isImage();
    }

    /** Whether both have the same bytes, so that it doesn't matter which is meant. */
    boolean isSameFile(SentFile other) {
        return this == other
                || upload != null
                        && other.upload != null
                        && upload.file().hash().equals(other.upload.file().hash());
    }
}
