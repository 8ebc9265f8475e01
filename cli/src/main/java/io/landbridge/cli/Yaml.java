package io.landbridge.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** YAML files to trees and back; JSON is YAML, too. */
final class Yaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    private Yaml() {}

    /**
     * Reads the one object of a file.
     *
     * @throws Failure with line and column of what is wrong
     */
    static JsonNode read(Path file) {
        try {
            String text = Files.readString(file);
            refuseAliases(text);
            JsonNode document = MAPPER.readTree(text);
            if (document.isObject()) {
                return document;
            }
            throw new Failure(ExitCode.USAGE, file + " is not a list of fields such as 'fabric:' and 'hosts:'");
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            throw new Failure(
                    ExitCode.USAGE,
                    file + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr()) + ": "
                            + malformed.getOriginalMessage().lines().findFirst().orElse("malformed"));
        } catch (NoSuchFileException missing) {
            throw new Failure(ExitCode.USAGE, "there is no file " + file);
        } catch (IOException unreadable) {
            throw new Failure(ExitCode.USAGE, file + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** The mapper would take an alias for a text, its own name. */
    private static void refuseAliases(String text) throws IOException {
        try (YAMLParser parser = MAPPER.getFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw new JsonParseException(
                            parser,
                            "'*" + parser.getText() + "' is an alias; write out what it stands for",
                            parser.currentTokenLocation());
                }
            }
        }
    }

    static String write(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can always be written", impossible);
        }
    }
}
