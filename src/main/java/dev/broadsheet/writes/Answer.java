package dev.broadsheet.writes;

import java.util.Map;

/** A finished answer to a write, as it is sent, and stored to be sent again. */
public record Answer(int status, Map<String, String> headers, byte[] body) {}
