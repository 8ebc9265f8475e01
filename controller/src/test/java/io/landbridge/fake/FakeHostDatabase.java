package io.landbridge.fake;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import io.landbridge.bridge.BridgeEdit;
import io.landbridge.bridge.BridgeState;
import io.landbridge.bridge.Row;
import io.landbridge.bridge.Row.Table;
import io.landbridge.bridge.Setting;
import io.landbridge.flow.Port;
import io.landbridge.model.InterfaceName;
import io.landbridge.port.out.DeviceException;
import io.landbridge.port.out.HostDatabases.Facts;
import io.landbridge.port.out.HostDatabases.HostDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A database of one bridge that gives ports the numbers asked for, unless it is told to be unkind. */
public final class FakeHostDatabase implements HostDatabase {
    private final Runnable announce;
    private final Map<String, String> externalIds = new TreeMap<>();
    private final List<BridgeEdit> history = new ArrayList<>();
    private final Map<String, Optional<Port>> granted = new TreeMap<>();
    private final Map<String, String> errors = new TreeMap<>();
    private Optional<RuntimeException> defect = Optional.empty();
    private boolean daemonRuns = true;
    private Optional<String> malformed = Optional.empty();
    private Map<Row, Map<Setting, String>> rows = new TreeMap<>();
    private Optional<String> ovsVersion = Optional.of("3.1.0");
    private ImmutableSet<String> datapathTypes = ImmutableSet.of("netdev", "system");

    FakeHostDatabase(Runnable announce) {
        this.announce = announce;
    }

    /** A database that nobody watches, with what is in it already. */
    public static FakeHostDatabase holding(BridgeState state) {
        FakeHostDatabase database = new FakeHostDatabase(() -> {});
        database.build(state);
        return database;
    }

    /** Plays an admin who builds a bridge by hand. */
    public void build(BridgeState state) {
        synchronized (this) {
            state.rows().forEach((row, settings) -> rows.put(row, new TreeMap<>(settings)));
        }
        announce.run();
    }

    @Override
    public synchronized Facts read(InterfaceName bridge) throws DeviceException {
        if (defect.isPresent()) {
            throw defect.get();
        }
        if (malformed.isPresent()) {
            throw new DeviceException(DeviceException.Kind.MALFORMED, malformed.get());
        }
        return new Facts(
                ovsVersion,
                datapathTypes,
                ImmutableMap.copyOf(externalIds),
                "192.0.2.1",
                state(),
                ports(),
                ImmutableSortedMap.copyOf(errors),
                daemonRuns);
    }

    @Override
    public void apply(InterfaceName bridge, List<BridgeEdit> edits) throws DeviceException {
        synchronized (this) {
            var changed = copy(rows);
            for (BridgeEdit edit : edits) {
                apply(edit, changed);
            }
            rows = changed;
            history.addAll(edits);
        }
        announce.run();
    }

    /** Plays the helper or an admin: writes the Open_vSwitch row's external_ids. */
    public void report(String key, String value) {
        synchronized (this) {
            externalIds.put(key, value);
        }
        announce.run();
    }

    /** Plays a host whose database holds what makes no sense; nothing if it makes sense again. */
    public void malformed(Optional<String> what) {
        synchronized (this) {
            malformed = what;
        }
        announce.run();
    }

    /** Plays a switch daemon that has just started and says what it is. */
    public void ovs(String version, String... datapaths) {
        synchronized (this) {
            ovsVersion = Optional.of(version);
            datapathTypes = ImmutableSet.copyOf(datapaths);
        }
        announce.run();
    }

    /** Plays an admin who breaks things: writes a setting behind the controller's back. */
    public void tamper(Row row, Setting setting, String value) {
        synchronized (this) {
            rows.computeIfAbsent(row, key -> new TreeMap<>()).put(setting, value);
        }
        announce.run();
    }

    /** Plays a switch daemon that carries out what is written, or is late. */
    public void daemonRuns(boolean runs) {
        synchronized (this) {
            daemonRuns = runs;
        }
        announce.run();
    }

    /** Plays a switch daemon that gives a port another number than was asked for. */
    public void grants(InterfaceName name, Port number) {
        grants(name, Optional.of(number));
    }

    /** Plays Open vSwitch that cannot make a port: it says why, and the port has no number. */
    public void portError(InterfaceName name, String error) {
        synchronized (this) {
            errors.put(name.value(), error);
        }
        grantsNone(name);
    }

    /** Plays Open vSwitch that makes the port after all. */
    public void portMade(InterfaceName name) {
        synchronized (this) {
            errors.remove(name.value());
            granted.remove(name.value());
        }
        announce.run();
    }

    /** From now on to read it fails by a defect, or works again if there is none. */
    public void failReading(Optional<RuntimeException> planted) {
        synchronized (this) {
            defect = planted;
        }
        announce.run();
    }

    /** Plays a switch daemon that has no device for a port, and so no number. */
    public void grantsNone(InterfaceName name) {
        grants(name, Optional.empty());
    }

    private void grants(InterfaceName name, Optional<Port> number) {
        synchronized (this) {
            granted.put(name.value(), number);
        }
        announce.run();
    }

    /** Every edit made, in order. */
    public synchronized ImmutableList<BridgeEdit> history() {
        return ImmutableList.copyOf(history);
    }

    /** The value of a setting of the bridge, if it has it. */
    public synchronized Optional<String> setting(Row row, Setting setting) {
        return Optional.ofNullable(rows.get(row)).map(settings -> settings.get(setting));
    }

    public synchronized BridgeState state() {
        var copy = ImmutableSortedMap.<Row, ImmutableSortedMap<Setting, String>>naturalOrder();
        rows.forEach((row, settings) -> copy.put(row, ImmutableSortedMap.copyOf(settings)));
        return new BridgeState(copy.build());
    }

    private static void apply(BridgeEdit edit, Map<Row, Map<Setting, String>> rows) throws DeviceException {
        if (edit instanceof BridgeEdit.Create create) {
            refuseIf(rows.containsKey(create.row()), create.row() + " is there already");
            rows.put(create.row(), new TreeMap<>(create.settings()));
        } else if (edit instanceof BridgeEdit.Set set) {
            guarded(rows, set.row(), set.setting(), set.from()).put(set.setting(), set.to());
        } else if (edit instanceof BridgeEdit.Unset unset) {
            guarded(rows, unset.row(), unset.setting(), Optional.of(unset.from()))
                    .remove(unset.setting());
        } else if (edit instanceof BridgeEdit.Remove remove) {
            if (remove.row().table() == Table.BRIDGE) {
                rows.clear();
            } else {
                rows.keySet()
                        .removeIf(row -> row.name().equals(remove.row().name())
                                && row.table().compareTo(remove.row().table()) >= 0);
            }
        }
    }

    private static Map<Setting, String> guarded(
            Map<Row, Map<Setting, String>> rows, Row row, Setting setting, Optional<String> from)
            throws DeviceException {
        Map<Setting, String> settings = rows.get(row);
        refuseIf(settings == null, row + " is gone");
        Objects.requireNonNull(settings);
        refuseIf(!Optional.ofNullable(settings.get(setting)).equals(from), row + " " + setting + " is not " + from);
        return settings;
    }

    private static void refuseIf(boolean refused, String message) throws DeviceException {
        if (refused) {
            throw new DeviceException(DeviceException.Kind.CHANGED_MEANWHILE, message);
        }
    }

    private ImmutableSortedMap<String, Port> ports() {
        var ports = ImmutableSortedMap.<String, Port>naturalOrder();
        rows.forEach((row, settings) -> Optional.ofNullable(settings.get(Setting.column("ofport_request")))
                .filter(request -> row.table() == Table.INTERFACE)
                .map(request -> new Port(Integer.parseInt(request)))
                .flatMap(request -> granted.getOrDefault(row.name(), Optional.of(request)))
                .ifPresent(number -> ports.put(row.name(), number)));
        return ports.build();
    }

    private static Map<Row, Map<Setting, String>> copy(Map<Row, Map<Setting, String>> rows) {
        var copy = new TreeMap<Row, Map<Setting, String>>();
        rows.forEach((row, settings) -> copy.put(row, new TreeMap<>(settings)));
        return copy;
    }
}
