package dev.broadsheet.media.worker.child;

import dev.broadsheet.media.worker.decoder.Decoded;
import dev.broadsheet.media.worker.decoder.ImageDecoder;
import dev.broadsheet.media.worker.encoder.ImageEncoder;
import dev.broadsheet.media.worker.job.Job;
import dev.broadsheet.media.worker.job.Outcome;
import dev.broadsheet.media.worker.job.Refusal;
import dev.broadsheet.media.worker.pixels.BlurHash;
import dev.broadsheet.media.worker.pixels.DominantColor;
import dev.broadsheet.media.worker.pixels.Layout;
import dev.broadsheet.media.worker.pixels.Pixels;
import dev.broadsheet.media.worker.pixels.Region;
import dev.broadsheet.media.worker.pixels.Size;
import dev.broadsheet.media.worker.pixels.WorkingCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Does jobs one after the other. */
final class JobRunner {

    private static final long SPARE_HEAP = 32 << 20;

    /** The working copy of the last rendition: several are made of one copy in a row. */
    private record Copy(String file, Pixels picture) {}

    /** The last rendition before it was encoded: the same one is often wanted in several formats. */
    private record Scaled(Region region, Pixels picture) {}

    private @Nullable Copy copy;
    private @Nullable Scaled scaled;

    Outcome run(Job job) {
        try {
            if (job instanceof Job.Read read) {
                return read(read);
            }
            if (job instanceof Job.Render render) {
                return render(render);
            }
            return new Outcome.Formats(ImageEncoder.formats());
        } catch (Refusal refusal) {
            return new Outcome.Refused(refusal);
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            return new Outcome.Failed(String.valueOf(failure));
        }
    }

    private Outcome read(Job.Read job) throws IOException, Refusal {
        forget();
        Decoded decoded = ImageDecoder.decode(Path.of(job.file()), job.mediaType());
        Pixels working = decoded.working();
        WorkingCopy.write(working, Path.of(job.workingCopy()));
        return new Outcome.Facts(
                decoded.original().width(),
                decoded.original().height(),
                working.layout() == Layout.RGBA,
                decoded.animated(),
                BlurHash.of(working),
                DominantColor.of(working));
    }

    private void forget() {
        copy = null;
        scaled = null;
        shrinkHeap();
    }

    /** Gives free memory of the heap back to the system, because FFmpeg needs much outside of it. */
    private static void shrinkHeap() {
        if (Runtime.getRuntime().freeMemory() > SPARE_HEAP) {
            System.gc();
        }
    }

    private Outcome render(Job.Render job) throws IOException {
        Pixels picture = pixels(job);
        shrinkHeap();
        Files.write(Path.of(job.target()), ImageEncoder.encode(picture, job.format()));
        return new Outcome.Done();
    }

    private Pixels pixels(Job.Render job) throws IOException {
        Copy current = copy;
        if (current == null || !current.file.equals(job.workingCopy())) {
            forget();
            current = new Copy(job.workingCopy(), WorkingCopy.read(Path.of(job.workingCopy())));
            copy = current;
        }
        Size whole = current.picture.size();
        Region region = Region.ofFractions(whole, job.left(), job.top(), job.right(), job.bottom());
        Size size = new Size(job.width(), job.height());
        Scaled last = scaled;
        if (last == null || !last.region.equals(region) || !last.picture.size().equals(size)) {
            last = new Scaled(region, current.picture.scaled(region, size));
            scaled = last;
        }
        return last.picture;
    }
}
