package dev.broadsheet.media.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ParameterProblem;
import dev.broadsheet.kernel.Problem;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.json.JsonFaults;
import dev.broadsheet.kernel.request.RequestFingerprint;
import dev.broadsheet.kernel.request.multipart.Multipart;
import dev.broadsheet.kernel.request.multipart.Part;
import dev.broadsheet.kernel.request.multipart.PartDigest;
import dev.broadsheet.media.MediaFiles;
import dev.broadsheet.media.MediaMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads an upload: a file and its metadata. The file is the body or a part of a form; metadata are in the query, in
 * fields of the form, or in its part {@code metadata} as JSON.
 */
@ApplicationScoped
class UploadReader {

    /** The part of a form with metadata as JSON. */
    private static final String METADATA = "metadata";

    private static final int MAX_METADATA = 64 * 1024;

    private static final Pattern POINT = Pattern.compile("([0-9]*\\.?[0-9]+),([0-9]*\\.?[0-9]+)");

    private final MediaFiles files;
    private final DateParser dates;
    private final RequestFingerprint fingerprint;
    private final ObjectMapper json;

    UploadReader(MediaFiles files, DateParser dates, RequestFingerprint fingerprint, ObjectMapper json) {
        this.files = files;
        this.dates = dates;
        this.fingerprint = fingerprint;
        this.json = json;
    }

    /**
     * A file with what was said of it. Close it in any case.
     *
     * @param metadata as sent
     * @param name the file's name, unless the metadata have one
     */
    record Received(MediaFiles.Upload file, MediaMetadata metadata, String name) implements AutoCloseable {

        /** The metadata of a new medium, which always has a name. */
        MediaMetadata named() {
            return metadata.name() == null ? metadata.withName(name) : metadata;
        }

        @Override
        public void close() {
            file.close();
        }
    }

    /**
     * Reads the body to its end. The file isn't stored yet.
     *
     * @param name the name in the URL, if it has one
     * @throws Problem 400, 413, 415, 422, 503 or 507
     */
    Received read(@Nullable String name, UploadParameters query, InputStream body, HttpHeaders headers) {
        MediaMetadata inQuery = metadata(query);
        if (Multipart.isForm(headers.getMediaType())) {
            return new Form().read(name, inQuery, body, headers);
        }
        MediaFiles.Upload file = files.receive(body);
        return new Received(
                file, inQuery, first(name, UploadName.ofHeader(headers).orElse(null)));
    }

    private MediaMetadata metadata(UploadParameters query) {
        List<Fault> faults = new ArrayList<>();
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        query.values().forEach((member, text) -> members.set(member, value(member, text)));
        MediaMetadata metadata = MediaEdit.read(members, dates, faults).values();
        ParameterProblem.throwIfAny(faults.stream()
                .map(fault -> Fault.in(member(fault), fault.code(), fault.detail()))
                .toList());
        return metadata;
    }

    private static String member(Fault fault) {
        return String.valueOf(fault.pointer()).replaceFirst("^/", "").replaceFirst("/.*", "");
    }

    /** The JSON of a member in a text: {@code focus} is written {@code x,y}, {@code crops} as JSON. */
    JsonNode value(String member, String text) {
        if (member.equals("crops")) {
            return crops(text);
        }
        Matcher point = POINT.matcher(text);
        return member.equals("focus") && point.matches()
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("x", Double.parseDouble(point.group(1)))
                        .put("y", Double.parseDouble(point.group(2)))
                : JsonNodeFactory.instance.textNode(text);
    }

    private JsonNode crops(String text) {
        try {
            return text.isBlank() ? JsonNodeFactory.instance.textNode(text) : json.readTree(text);
        } catch (JsonProcessingException malformed) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }

    private static String first(@Nullable String... names) {
        for (String name : names) {
            if (name != null && MediaEdit.isFileName(name)) {
                return name;
            }
        }
        return UploadName.UNNAMED;
    }

    /** The OpenAPI schema of a form. */
    @Schema(
            name = "MediaForm",
            description =
                    "A file and its metadata. Each member of metadata may also be a field of its own: alt=…, focus=0.5,0.3.",
            requiredProperties = "file")
    record Sent(@Schema(format = "binary") String file, MediaEdit.Sent metadata) {}

    /** A form while it is read. */
    private final class Form {

        private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
        private final List<Fault> faults = new ArrayList<>();
        private final PartDigest digest = new PartDigest();
        private MediaFiles.@Nullable Upload file;
        private @Nullable String fileName;

        Received read(@Nullable String name, MediaMetadata inQuery, InputStream body, HttpHeaders headers) {
            try {
                Multipart.read(body, headers.getMediaType(), this::read);
                fingerprint.setParts(digest.bytes());
                MediaMetadata inForm = MediaEdit.read(fields, dates, faults).values();
                if (file == null) {
                    faults.add(Fault.at("", "required", "The form has no file. With curl: -F file=@photo.jpg"));
                }
                ValidationProblem.throwIfAny(faults);
                return new Received(Objects.requireNonNull(file), inQuery.fillInto(inForm), first(name, fileName));
            } catch (RuntimeException failure) {
                if (file != null) {
                    file.close();
                }
                throw failure;
            }
        }

        private void read(Part part) {
            if (part.name().equals(METADATA)) {
                readMetadata(part);
            } else if (!part.isFile()) {
                String text = part.text();
                digest.add(part, text);
                fields.set(part.name(), value(part.name(), text));
            } else if (file != null) {
                faults.add(Fault.at("", "too-many-files", "The form has more than one file. Send a request for each."));
            } else if (!"".equals(part.fileName())) {
                fileName = part.fileName();
                MediaFiles.Upload received = files.receive(part.bytes());
                digest.add(part, received.file().hash());
                file = received;
            }
        }

        private void readMetadata(Part part) {
            try {
                byte[] bytes = part.bytes(MAX_METADATA);
                digest.add(part, bytes);
                if (json.readTree(bytes) instanceof ObjectNode object) {
                    fields.setAll(object);
                } else {
                    faults.add(Fault.at("", "wrong-type", "The part metadata must be a JSON object."));
                }
            } catch (JsonProcessingException malformed) {
                throw JsonFaults.of(malformed);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }
}
