package io.landbridge.northbound.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML text (1.2, of what JSON can say) to values and back. */
public final class Yaml {
    /** No alias of a collection is followed: a few of them can stand for more than fits into memory. */
    private static final LoadSettings LOAD = LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(Integer.MAX_VALUE)
            .build();

    private static final int MOST_DEPTH = 50;

    /** So many characters the aliases of a document stand for at most, as there are bytes in the longest body. */
    private static final long MOST_ALIASED = 1 << 20;

    private static final DumpSettings DUMP =
            DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();

    private Yaml() {}

    /**
     * Reads one YAML mapping.
     *
     * @throws MalformedBodyException if the text is anything else
     */
    public static ObjectNode read(InputStream text) throws IOException {
        try {
            String document = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            requireShallow(document);
            requireFewAliased(document);
            if (new Load(LOAD).loadFromString(document) instanceof Map<?, ?> mapping
                    && Json.tree(mapping) instanceof ObjectNode object) {
                return object;
            }
        } catch (YamlEngineException | IllegalArgumentException malformed) {
            throw new MalformedBodyException(String.valueOf(malformed.getMessage()));
        }
        throw new MalformedBodyException("the body is not a YAML mapping");
    }

    /** Refuses what is nested so deeply that building it would use up the stack. */
    private static void requireShallow(String document) {
        int depth = 0;
        for (Event event : new Parse(LOAD).parseString(document)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > MOST_DEPTH) {
                throw new MalformedBodyException("the body is nested more than " + MOST_DEPTH + " deep");
            }
        }
    }

    /** Refuses what aliases of long texts make of a short document: whoever writes out its values would run out of memory. */
    private static void requireFewAliased(String document) {
        Map<Anchor, Integer> lengths = new HashMap<>();
        long aliased = 0;
        for (Event event : new Parse(LOAD).parseString(document)) {
            if (event instanceof ScalarEvent text) {
                text.getAnchor()
                        .ifPresent(anchor -> lengths.put(anchor, text.getValue().length()));
            } else if (event instanceof AliasEvent alias) {
                aliased += lengths.getOrDefault(alias.getAlias(), 0);
            }
            if (aliased > MOST_ALIASED) {
                throw new MalformedBodyException("its aliases stand for more than " + MOST_ALIASED + " characters");
            }
        }
    }

    /** Writes a value as one document; the stream stays open. */
    public static void write(Object value, OutputStream out) throws IOException {
        out.write(new Dump(DUMP).dumpToString(Json.plain(value)).getBytes(StandardCharsets.UTF_8));
    }
}
