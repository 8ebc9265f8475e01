package io.landbridge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.landbridge.port.out.DeviceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PipelineDocTest {
    private static final Path DOC = Path.of("..", "docs", "pipeline.md");

    @Test
    void theDocumentSaysWhatTheStagesAre() throws IOException, DeviceException {
        String written = new PipelineDoc().markdown();
        if (Boolean.getBoolean("landbridge.docs.write")) {
            Files.writeString(DOC, written);
        }
        assertThat(DOC)
                .as("write it anew with: mvn -pl controller test -Dtest=PipelineDocTest -Dlandbridge.docs.write=true")
                .content()
                .isEqualTo(written);
    }
}
