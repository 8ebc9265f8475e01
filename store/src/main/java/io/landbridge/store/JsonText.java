package io.landbridge.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** JSON for people to read: indented, as UTF-8 text that ends with a line feed. */
final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes one value. */
    @FunctionalInterface
    interface Value {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonText() {}

    static byte[] write(Value value) throws IOException {
        var text = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            value.write(json);
            json.writeRaw('\n');
        }
        return text.toByteArray();
    }
}
