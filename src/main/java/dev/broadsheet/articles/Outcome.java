package dev.broadsheet.articles;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a write did: the working copy as it is now. */
record Outcome(ObjectNode view, String slug, String etag, boolean created) {}
