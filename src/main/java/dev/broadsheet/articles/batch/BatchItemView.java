package dev.broadsheet.articles.batch;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** OpenAPI schema of {@link BatchItem}. */
@Schema(name = "BatchItem", description = "One write of a batch.")
record BatchItemView(
        @Schema(enumeration = {"create", "upsert", "patch", "delete", "publish", "unpublish", "tag"})
        String op,

        @Schema(description = "Id, slug, former slug or externalId. Not for create.", examples = "summit-ends")
        @Nullable
        String article,

        @Schema(
                description =
                        "create, upsert: the article, or a Markdown file as text. patch: a merge patch, or a list of JSON Patch operations. publish: revision, publishAt, expireAt.")
        @Nullable
        Object data,

        @Schema(description = "As the header If-Match.", examples = "\"r7.3\"") @Nullable
        String ifMatch,

        @Schema(description = "As the header If-None-Match.", examples = "*") @Nullable
        String ifNoneMatch,

        @Schema(description = "tag: slugs or names.") @Nullable
        List<String> add,

        @Schema(description = "tag: slugs or names.") @Nullable
        List<String> remove,

        @Schema(description = "delete: permanently instead of to the trash.") @Nullable
        Boolean permanent,

        @Schema(description = "delete, unpublish: why; shown to readers.", maxLength = 500) @Nullable
        String reason,

        @Schema(description = "delete, unpublish: what replaces it, an article or a URL.") @Nullable
        String successor) {}
