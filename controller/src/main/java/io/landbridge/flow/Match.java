package io.landbridge.flow;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packets that a flow is for: those that match every field named; all packets if none is.
 *
 * @param fields what is looked at, by field; prerequisites are among them
 */
public record Match(ImmutableSortedMap<Field, FieldMatch> fields) {
    public static final Match ALL = new Match(ImmutableSortedMap.of());

    public Match {
        fields.values().forEach(match -> {
            Optional<EtherType> required = match.field().prerequisite();
            FieldMatch etherType = fields.get(Field.ETH_TYPE);
            if (required.isPresent() && (etherType == null || !etherType.equals(etherType(required.get())))) {
                throw new IllegalArgumentException(match + " needs " + etherType(required.get()));
            }
        });
    }

    /**
     * A match of these fields and of the Ethernet type that they need.
     *
     * @throws IllegalArgumentException if a field is named twice or two of them need different Ethernet types
     */
    public static Match of(FieldMatch... matches) {
        var fields = new TreeMap<Field, FieldMatch>();
        for (FieldMatch match : matches) {
            if (fields.put(match.field(), match) != null) {
                throw new IllegalArgumentException(match.field() + " is matched twice");
            }
        }
        Stream.of(matches)
                .flatMap(match -> match.field().prerequisite().stream())
                .forEach(required -> fields.putIfAbsent(Field.ETH_TYPE, etherType(required)));
        return new Match(ImmutableSortedMap.copyOfSorted(fields));
    }

    private static FieldMatch etherType(EtherType type) {
        return Field.ETH_TYPE.is(type.number());
    }

    /** As {@code ovs-ofctl} writes it, such as {@code arp,arp_tpa=10.2.0.0/16}; {@code *} for all packets. */
    @Override
    public String toString() {
        return fields.isEmpty()
                ? "*"
                : fields.values().stream().map(Match::text).collect(Collectors.joining(","));
    }

    private static String text(FieldMatch match) {
        for (EtherType type : EtherType.values()) {
            if (match.equals(etherType(type))) {
                return type.ovsName();
            }
        }
        return match.toString();
    }
}
