package io.landbridge.bridge;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import io.landbridge.bridge.Row.Table;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What becomes of a bridge that was there before its host joined: what we change of it is noted in the bridge itself,
 * and put back when the host leaves. Pure.
 */
public final class Adoption {
    /** Key of the note: the rows there were, and what they had of the settings that we own. */
    static final Setting FORMER = Setting.key("external_ids", "landbridge-former");

    private static final Setting MTU = Setting.column("mtu_request");

    private static final String OUR_KEYS = "landbridge-";

    private Adoption() {}

    /** The desired state, with a note of the former one if the bridge that is there is nobody's yet. */
    public static BridgeState noting(BridgeState actual, BridgeState desired) {
        Optional<Row> bridge = bridgeIn(actual);
        if (bridge.isEmpty() || settings(actual, bridge.get()).containsKey(BridgeCompiler.HOST)) {
            return desired;
        }
        var rows = new TreeMap<>(desired.rows());
        var noted = new TreeMap<>(settings(desired, bridge.get()));
        noted.put(FORMER, write(owned(actual, desired)));
        rows.put(bridge.get(), ImmutableSortedMap.copyOf(noted));
        return new BridgeState(ImmutableSortedMap.copyOf(rows));
    }

    /** Whether the bridge was there before its host joined. */
    public static boolean isAdopted(BridgeState actual) {
        return former(actual).isPresent();
    }

    /**
     * The edits that undo what joining did to a bridge: its removal, or what it takes to give a bridge that was adopted
     * its former shape.
     */
    public static ImmutableList<BridgeEdit> undo(BridgeState actual, BridgeState desired) {
        Optional<Row> bridge = bridgeIn(actual);
        if (bridge.isEmpty()) {
            return ImmutableList.of();
        }
        return former(actual)
                .map(former -> restore(actual, desired, former))
                .orElseGet(() -> ImmutableList.of(new BridgeEdit.Remove(bridge.get())));
    }

    /**
     * What of that has to come before the helper gives the ports their MTU back: Open vSwitch lets the bridge follow them
     * while nobody asks for another one, and never afterwards.
     */
    public static ImmutableList<BridgeEdit> undoAhead(BridgeState actual, BridgeState desired) {
        return undo(actual, desired).stream().filter(Adoption::isMtu).collect(ImmutableList.toImmutableList());
    }

    private static boolean isMtu(BridgeEdit edit) {
        return (edit instanceof BridgeEdit.Set set && set.setting().equals(MTU))
                || (edit instanceof BridgeEdit.Unset unset && unset.setting().equals(MTU));
    }

    private static ImmutableList<BridgeEdit> restore(BridgeState actual, BridgeState desired, BridgeState former) {
        List<BridgeEdit> edits = new ArrayList<>();
        former.rows().forEach((row, settings) -> {
            if (!actual.rows().containsKey(row) && row.table() == Table.CONTROLLER) {
                edits.add(new BridgeEdit.Create(row, settings));
            }
        });
        actual.rows().forEach((row, settings) -> {
            if (former.rows().containsKey(row)) {
                edits.addAll(restore(row, settings, settings(former, row), settings(desired, row)));
            } else if (isOurs(row, settings, desired)) {
                edits.add(new BridgeEdit.Remove(row));
            }
        });
        return ImmutableList.copyOf(edits);
    }

    /** A port of an admin's own, added while the bridge was ours, stays. */
    private static boolean isOurs(Row row, Map<Setting, String> settings, BridgeState desired) {
        return switch (row.table()) {
            case CONTROLLER -> true;
            case PORT -> desired.rows().containsKey(row) || settings.containsKey(BridgeCompiler.TEMPORARY);
            case BRIDGE, INTERFACE -> false;
        };
    }

    private static List<BridgeEdit> restore(
            Row row, Map<Setting, String> actual, Map<Setting, String> former, Map<Setting, String> desired) {
        List<BridgeEdit> edits = new ArrayList<>();
        actual.forEach((setting, value) -> {
            String before = former.get(setting);
            if (before == null) {
                if (desired.containsKey(setting) || isOurKey(setting)) {
                    edits.add(new BridgeEdit.Unset(row, setting, value));
                }
            } else if (!before.equals(value)) {
                edits.add(new BridgeEdit.Set(row, setting, Optional.of(value), before));
            }
        });
        Maps.filterKeys(former, setting -> !actual.containsKey(setting))
                .forEach((setting, value) -> edits.add(new BridgeEdit.Set(row, setting, Optional.empty(), value)));
        return edits;
    }

    private static boolean isOurKey(Setting setting) {
        return setting.column().equals("external_ids")
                && setting.key().filter(key -> key.startsWith(OUR_KEYS)).isPresent();
    }

    /** Of the rows that we touch, the settings that we touch; of controllers, which we replace, all. */
    private static BridgeState owned(BridgeState actual, BridgeState desired) {
        var rows = new TreeMap<Row, ImmutableSortedMap<Setting, String>>();
        actual.rows().forEach((row, settings) -> {
            if (row.table() == Table.CONTROLLER) {
                rows.put(row, settings);
            } else if (desired.rows().containsKey(row)) {
                rows.put(
                        row, ImmutableSortedMap.copyOf(Maps.filterKeys(settings, settings(desired, row)::containsKey)));
            }
        });
        return new BridgeState(ImmutableSortedMap.copyOf(rows));
    }

    private static Optional<BridgeState> former(BridgeState actual) {
        return bridgeIn(actual)
                .map(bridge -> settings(actual, bridge).get(FORMER))
                .map(Adoption::read);
    }

    private static Optional<Row> bridgeIn(BridgeState state) {
        return state.rows().keySet().stream()
                .filter(row -> row.table() == Table.BRIDGE)
                .findFirst();
    }

    private static ImmutableSortedMap<Setting, String> settings(BridgeState state, Row row) {
        return state.rows().getOrDefault(row, ImmutableSortedMap.of());
    }

    /** As a URL writes it: {@code Interface/vxlan0?options/remote_ip=192.168.10.164&type=vxlan}, rows apart by blanks. */
    private static String write(BridgeState state) {
        return state.rows().entrySet().stream()
                .map(row -> write(row.getKey(), row.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String write(Row row, Map<Setting, String> settings) {
        List<String> pairs = new ArrayList<>();
        settings.forEach((setting, value) -> pairs.add(encode(setting.column())
                + setting.key().map(key -> "/" + encode(key)).orElse("")
                + "=" + encode(value)));
        return row.table() + "/" + encode(row.name()) + "?" + Joiner.on('&').join(pairs);
    }

    /** Anybody who may write to the database may have changed the note. */
    private static BridgeState read(String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            throw new UnreadableNoteException(FORMER.toString(), unreadable);
        }
    }

    private static BridgeState parse(String text) {
        var rows = new TreeMap<Row, ImmutableSortedMap<Setting, String>>();
        for (String line : Splitter.on(' ').omitEmptyStrings().split(text)) {
            List<String> parts = Splitter.on('?').limit(2).splitToList(line);
            List<String> name = Splitter.on('/').limit(2).splitToList(parts.get(0));
            var settings = new TreeMap<Setting, String>();
            Splitter.on('&')
                    .omitEmptyStrings()
                    .withKeyValueSeparator('=')
                    .split(parts.get(1))
                    .forEach((key, value) ->
                            settings.put(setting(Splitter.on('/').splitToList(key)), decode(value)));
            rows.put(new Row(Table.valueOf(name.get(0)), decode(name.get(1))), ImmutableSortedMap.copyOf(settings));
        }
        return new BridgeState(ImmutableSortedMap.copyOf(rows));
    }

    private static Setting setting(List<String> columnAndKey) {
        String column = decode(columnAndKey.get(0));
        return columnAndKey.size() == 1 ? Setting.column(column) : Setting.key(column, decode(columnAndKey.get(1)));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
