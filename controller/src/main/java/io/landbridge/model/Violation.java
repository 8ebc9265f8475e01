package io.landbridge.model;

/**
 * One thing wrong with an intent: the field as the admin wrote it, and what would be right.
 *
 * @param field name of the offending field, such as {@code subnet}
 * @param message what is wrong and what would be accepted, one sentence without a full stop
 */
public record Violation(String field, String message) {}
