package io.landbridge.southbound.ovsdb.codec;

import com.google.common.collect.ImmutableMap;
import java.util.Optional;

/**
 * What a monitor says of one row (RFC 7047 §4.1.6).
 *
 * @param table where it stands
 * @param uuid which row
 * @param columns all monitored columns as they are now; empty if the row is gone
 */
public record RowChange(String table, String uuid, Optional<ImmutableMap<String, Datum>> columns) {}
