package dev.broadsheet.articles.editing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.broadsheet.articles.input.ArticleParser;
import dev.broadsheet.articles.input.ArticleUpload;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.json.Utf8;
import dev.broadsheet.kernel.request.RequestFingerprint;
import dev.broadsheet.kernel.request.body.BodyLimit;
import dev.broadsheet.kernel.request.body.BodyMemory;
import dev.broadsheet.kernel.request.body.BodySettings;
import dev.broadsheet.kernel.request.multipart.Multipart;
import dev.broadsheet.kernel.request.multipart.Part;
import dev.broadsheet.kernel.request.multipart.PartDigest;
import dev.broadsheet.media.MediaFiles;
import dev.broadsheet.media.MediaMetadata;
import dev.broadsheet.media.editing.MediaUploads;
import dev.broadsheet.writes.WriteExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a write: an article, or a form with the part {@code article} and files. A field of the form with
 * the name of a file's part, a dot and a member of metadata is about that file: {@code quay.jpg.caption}.
 */
@ApplicationScoped
class ArticleFormReader {

    private static final String ARTICLE = "article";
    private static final int MAX_FILES = 100;

    private static final Map<String, MediaType> TYPES = Map.of(
            "md", new MediaType("text", "markdown"),
            "markdown", new MediaType("text", "markdown"),
            "html", MediaType.TEXT_HTML_TYPE,
            "htm", MediaType.TEXT_HTML_TYPE,
            "xhtml", MediaType.TEXT_HTML_TYPE,
            "json", MediaType.APPLICATION_JSON_TYPE);

    private final MediaUploads uploads;
    private final WriteExecutor writes;
    private final RequestFingerprint fingerprint;
    private final BodyMemory memory;
    private final BodyLimit limits;
    private final BodySettings settings;
    private final ObjectMapper json;

    ArticleFormReader(
            MediaUploads uploads,
            WriteExecutor writes,
            RequestFingerprint fingerprint,
            BodyMemory memory,
            BodyLimit limits,
            BodySettings settings,
            ObjectMapper json) {
        this.uploads = uploads;
        this.writes = writes;
        this.fingerprint = fingerprint;
        this.memory = memory;
        this.limits = limits;
        this.settings = settings;
        this.json = json;
    }

    /**
     * Reads the body to its end. The files are stored durably unless something is wrong with the form, or the request
     * is a dry run.
     *
     * @throws Problem 400, 413, 415, 422, 503 or 507. What is wrong with single files is reported by
     *     {@link ArticleForm#write}, together with the faults of the article.
     */
    ArticleForm read(InputStream body, HttpHeaders headers) {
        MediaType type = headers.getMediaType();
        if (!Multipart.isForm(type)) {
            return new ArticleForm(article(body, type), List.of(), List.of(), uploads);
        }
        writes.checkIdempotencyKey();
        Parts parts = new Parts();
        try {
            Multipart.read(body, type, parts::read);
            fingerprint.setParts(parts.digest.bytes());
            ArticleForm form = parts.form();
            if (!form.isFaulty() && !writes.dryRun()) {
                uploads.store(form.accepted());
            }
            return form;
        } catch (RuntimeException failure) {
            parts.close();
            throw failure;
        }
    }

    private ArticleUpload article(InputStream body, @Nullable MediaType type) {
        try {
            byte[] bytes = type != null && isText(type) ? Utf8.read(body, type) : body.readAllBytes();
            return ArticleParser.read(bytes, type, json);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Types that name a charset. Clients also add one to other types, where it means nothing. */
    private static boolean isText(MediaType type) {
        return type.getType().equals("text") || type.getSubtype().equals("json");
    }

    /** The parts of a form while it is read. */
    private final class Parts {

        private final PartDigest digest = new PartDigest();
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final List<SentFile> files = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private @Nullable ArticleUpload article;
        private boolean tooMany;

        void read(Part part) {
            if (part.name().equals(ARTICLE)) {
                readArticle(part);
            } else if (!part.isFile()) {
                String text = part.text();
                digest.add(part, text);
                fields.put(part.name(), text);
            } else if (!"".equals(part.fileName())) {
                readFile(part, Objects.requireNonNull(part.fileName()));
            }
        }

        private void readArticle(Part part) {
            if (article != null) {
                faults.add(Fault.at("/" + ARTICLE, "two-articles", "The form has more than one part article."));
                return;
            }
            byte[] bytes = bytes(part);
            memory.shrink(bytes.length);
            MediaType type = type(part);
            digest.add(part, bytes);
            article = article(new ByteArrayInputStream(bytes), type);
        }

        private byte[] bytes(Part part) {
            int max = Math.toIntExact(settings.max().asLongValue());
            try {
                byte[] bytes = part.bytes().readNBytes(max + 1);
                if (bytes.length > max) {
                    throw limits.exceeded(max);
                }
                return bytes;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private void readFile(Part part, String fileName) {
            if (files.size() == MAX_FILES) {
                tooMany = true;
                return;
            }
            try {
                MediaFiles.Upload upload = uploads.receive(part.bytes());
                files.add(SentFile.of(part.name(), fileName, upload));
                digest.add(part, upload.file().hash());
            } catch (Problem refusal) {
                if (refusal.code().status() >= 500) {
                    throw refusal;
                }
                files.add(SentFile.refused(part.name(), fileName, refusal));
            }
        }

        ArticleForm form() {
            if (tooMany) {
                faults.add(Fault.at("", "too-many-files", "A form may have at most " + MAX_FILES + " files."));
            }
            Set<String> described = new HashSet<>();
            List<SentFile> complete =
                    files.stream().map(file -> describe(file, described)).toList();
            fields.keySet().stream()
                    .filter(field -> !described.contains(field))
                    .forEach(
                            field -> faults.add(
                                    Fault.at(
                                            SentFile.pointerOf(field),
                                            "unknown-member",
                                            "A field is named like a file's part, a dot and a member of its metadata: quay.jpg.caption.")));
            if (article == null) {
                faults.add(Fault.at(
                        "/" + ARTICLE, "required", "The form has no part article. With curl: -F article=@story.md"));
                throw new ValidationProblem(faults);
            }
            return new ArticleForm(article, complete, faults, uploads);
        }

        /** @param described receives the names of the fields that are about the file */
        private SentFile describe(SentFile file, Set<String> described) {
            Map<String, String> members = new LinkedHashMap<>();
            String prefix = file.part() + ".";
            fields.forEach((field, text) -> {
                if (field.startsWith(prefix) && field.indexOf('.', prefix.length()) < 0) {
                    members.put(field.substring(prefix.length()), text);
                    described.add(field);
                }
            });
            List<Fault> ofMetadata = new ArrayList<>();
            MediaMetadata metadata = uploads.metadata(members, file.fileName(), ofMetadata);
            ofMetadata.forEach(
                    fault -> faults.add(Fault.at(file.pointer(fault.pointer()), fault.code(), fault.detail())));
            return file.with(metadata);
        }

        void close() {
            files.stream().map(SentFile::upload).filter(Objects::nonNull).forEach(MediaFiles.Upload::close);
        }
    }

    /** By the content type, else by the file name; null leaves it to the text. */
    private static @Nullable MediaType type(Part part) {
        MediaType type = part.type();
        boolean told = type != null
                && !type.isCompatible(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                && !type.isCompatible(MediaType.TEXT_PLAIN_TYPE);
        if (told) {
            return type;
        }
        String name = String.valueOf(part.fileName()).toLowerCase(Locale.ROOT);
        return TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    }
}
