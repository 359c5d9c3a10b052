package dev.broadsheet.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The permissions of a key. There is only one role, which allows everything. */
public enum Role {
    @JsonProperty("admin")
    ADMIN
}
