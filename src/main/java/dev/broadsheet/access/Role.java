package dev.broadsheet.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a key may do as a whole. One for now: everything. */
public enum Role {
    @JsonProperty("admin")
    ADMIN
}
