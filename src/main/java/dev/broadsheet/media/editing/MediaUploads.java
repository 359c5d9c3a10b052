package dev.broadsheet.media.editing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.Warning;
import dev.broadsheet.media.MediaFiles;
import dev.broadsheet.media.MediaMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Uploads of files that come with an article. */
@ApplicationScoped
public class MediaUploads {

    private final MediaFiles files;
    private final MediaService service;
    private final UploadReader reader;
    private final DateParser dates;

    MediaUploads(MediaFiles files, MediaService service, UploadReader reader, DateParser dates) {
        this.files = files;
        this.service = service;
        this.reader = reader;
        this.dates = dates;
    }

    /**
     * A medium that was written.
     *
     * @param url the path of the original file
     * @param warnings with pointers into the metadata
     */
    public record Stored(UUID id, String url, List<Warning> warnings) {}

    /**
     * Reads a file to its end. Close it in any case.
     *
     * @throws Problem 400, 413, 415, 503 or 507
     */
    public MediaFiles.Upload receive(InputStream bytes) {
        return files.receive(bytes);
    }

    /**
     * Reads metadata from text, by member as in the fields of a form.
     *
     * @param fileName used unless the metadata have a name
     * @param faults receives the faults, with pointers into the metadata
     */
    public MediaMetadata metadata(Map<String, String> members, String fileName, List<Fault> faults) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        members.forEach((member, text) -> object.set(member, reader.value(member, text)));
        MediaMetadata metadata = MediaEdit.read(object, dates, faults).values();
        return metadata.name() == null
                ? metadata.withName(MediaEdit.isFileName(fileName) ? fileName : UploadName.UNNAMED)
                : metadata;
    }

    /**
     * Stores all files durably. Call it before the transaction, so that no committed row lacks its file.
     *
     * @throws Problem 503 or 507
     */
    public void store(Collection<MediaFiles.Upload> uploads) {
        uploads.forEach(files::store);
    }

    /** Writes the row, in the transaction of the article. If the library has the file, that medium is completed. */
    public Stored write(MediaFiles.Upload upload, MediaMetadata metadata) {
        MediaService.Result result = service.uploadWithArticle(upload, metadata);
        UUID id = result.media().id;
        return new Stored(id, "/files/" + id + "/original", result.warnings());
    }
}
