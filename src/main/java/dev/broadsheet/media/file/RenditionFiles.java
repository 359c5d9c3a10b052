package dev.broadsheet.media.file;

import dev.broadsheet.kernel.Problem;
import dev.broadsheet.media.Media;
import dev.broadsheet.media.MediaFiles;
import dev.broadsheet.media.image.FileName;
import dev.broadsheet.media.image.Picture;
import dev.broadsheet.media.storage.FileKey;
import dev.broadsheet.media.storage.StoredFile;
import dev.broadsheet.media.worker.ImageWorker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The files of renditions, made when they are first asked for: by a request, or ahead by {@link RenditionQueue}. */
@ApplicationScoped
class RenditionFiles {

    /** How many requests may wait for renditions, so that threads are left for other reads. */
    private static final int MAX_WAITING = 64;

    private final MediaFiles files;
    private final ImageWorker worker;
    private final RequestCoalescer<FileKey, StoredFile> requests = new RequestCoalescer<>(MAX_WAITING);

    RenditionFiles(MediaFiles files, ImageWorker worker) {
        this.files = files;
        this.worker = worker;
    }

    /**
     * Finds the file, or makes it.
     *
     * @param name a genuine one
     * @throws Problem 503 if too many wait; 404 if this machine can't write the format; or a problem of the worker
     */
    StoredFile get(Media media, Picture picture, FileName name) {
        return find(picture, name).orElseGet(() -> {
            checkWritable(media, name);
            FileKey key = key(picture, name);
            return requests.get(key, () -> files.find(key).orElseGet(() -> render(key, media, picture, name)));
        });
    }

    /** Empty if the file hasn't been made yet. */
    Optional<StoredFile> find(Picture picture, FileName name) {
        return files.find(key(picture, name));
    }

    private static FileKey key(Picture picture, FileName name) {
        return FileKey.rendition(picture.hash(), name.toString());
    }

    /** The name may come from a node that can write a format which this machine can't. */
    private void checkWritable(Media media, FileName name) {
        if (!worker.writable().contains(name.format())) {
            throw worker.knowsFormats() ? FileAccess.unknown(media.id.toString()) : ImageWorker.busy();
        }
    }

    private StoredFile render(FileKey key, Media media, Picture picture, FileName name) {
        StoredFile workingCopy = files.workingCopy(media);
        return files.make(key, target -> worker.render(workingCopy.path(), picture.rendition(name), target));
    }
}
