package dev.broadsheet.articles.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadsheet.articles.editing.Patch;
import dev.broadsheet.articles.input.ArticleInputReader;
import dev.broadsheet.articles.input.ArticleParser;
import dev.broadsheet.articles.input.ArticleUpload;
import dev.broadsheet.articles.input.TakedownRequest;
import dev.broadsheet.articles.lifecycle.PublicationRequest;
import dev.broadsheet.kernel.DateParser;
import dev.broadsheet.kernel.Fault;
import dev.broadsheet.kernel.ValidationProblem;
import dev.broadsheet.kernel.json.JsonFields;
import dev.broadsheet.terms.TermKind;
import dev.broadsheet.terms.TermRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One item of a batch, as sent.
 *
 * @param article the name of the article; empty to create one
 * @param data the body that the corresponding single write would have
 * @param takedown the reason and the successor
 */
record BatchItem(
        Operation op,
        String article,
        @Nullable JsonNode data,
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        List<TermRef> add,
        List<TermRef> remove,
        boolean permanent,
        TakedownRequest takedown) {

    /** The operation of an item; each corresponds to one single write. */
    enum Operation {
        CREATE,
        UPSERT,
        PATCH,
        DELETE,
        PUBLISH,
        UNPUBLISH,
        TAG;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean takesData() {
            return this == CREATE || this == UPSERT || this == PATCH || this == PUBLISH;
        }

        boolean needsData() {
            return takesData() && this != PUBLISH;
        }

        static Optional<Operation> of(@Nullable String word) {
            return Arrays.stream(values()).filter(op -> op.text().equals(word)).findFirst();
        }
    }

    /** @throws ValidationProblem with all faults, as pointers into the item */
    static BatchItem read(ObjectNode sent) {
        List<Fault> faults = new ArrayList<>();
        JsonFields fields = new JsonFields(sent, "", faults);
        Operation op = Operation.of(fields.text("op", 20)).orElse(null);
        if (op == null) {
            fields.fault(
                    "op",
                    "invalid-value",
                    "op takes "
                            + Arrays.stream(Operation.values())
                                    .map(Operation::text)
                                    .collect(Collectors.joining(", "))
                            + ".");
            throw new ValidationProblem(faults);
        }
        String article = op == Operation.CREATE ? "" : fields.text("article", 200);
        if (article == null) {
            fields.fault("article", "required", op.text() + " needs the name of an article.");
        }
        JsonNode data = op.takesData() ? fields.get("data") : null;
        if (data == null && op.needsData()) {
            fields.fault("data", "required", op.text() + " needs data: what the single write has as its body.");
        }
        Boolean permanent = op == Operation.DELETE ? fields.flag("permanent") : null;
        BatchItem item = new BatchItem(
                op,
                article == null ? "" : article,
                data,
                condition(fields, "ifMatch"),
                condition(fields, "ifNoneMatch"),
                op == Operation.TAG ? tags(fields, "add") : List.of(),
                op == Operation.TAG ? tags(fields, "remove") : List.of(),
                Boolean.TRUE.equals(permanent),
                op == Operation.UNPUBLISH || op == Operation.DELETE && !Boolean.TRUE.equals(permanent)
                        ? TakedownRequest.read(fields)
                        : TakedownRequest.NONE);
        fields.rejectUnknown();
        if (!faults.isEmpty()) {
            throw new ValidationProblem(faults);
        }
        return item;
    }

    /** The article in {@code data}, in which a string is a Markdown file with front matter. */
    ArticleUpload upload() {
        return data != null && data.isTextual()
                ? ArticleParser.markdown(data.textValue())
                : ArticleUpload.json(sentData());
    }

    Patch patch() {
        return data instanceof ArrayNode ? Patch.Operations.of(sentData()) : Patch.Merge.of(sentData());
    }

    PublicationRequest publicationRequest(DateParser dates) {
        return PublicationRequest.read(data, dates);
    }

    /**
     * Refuses an empty ETag, which usually comes from a script with an unset variable. Ignoring it would overwrite the
     * article without a check.
     */
    private static @Nullable String condition(JsonFields fields, String member) {
        JsonNode sent = fields.get(member);
        if (sent != null && sent.isTextual() && sent.textValue().isBlank()) {
            fields.fault(member, "invalid-etag", "Is empty: leave it out, or send an ETag such as \"r7.3\".");
            return null;
        }
        return fields.text(member, 200);
    }

    private JsonNode sentData() {
        if (data == null) {
            throw new IllegalStateException(op + " was read without data");
        }
        return data;
    }

    private static List<TermRef> tags(JsonFields fields, String member) {
        List<TermRef> tags = new ArrayList<>();
        List<JsonNode> sent = fields.list(member, ArticleInputReader.MAX_TAGS);
        for (int i = 0; i < sent.size(); i++) {
            TermRef tag = ArticleInputReader.term(fields, sent.get(i), TermKind.TAG, member + "/" + i);
            if (tag != null) {
                tags.add(tag);
            }
        }
        return tags;
    }
}
