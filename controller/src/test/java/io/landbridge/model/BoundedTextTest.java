package io.landbridge.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoundedTextTest {

    @Test
    void whatFitsStays() {
        assertThat(BoundedText.of("docker0 hat 10.1.0.1/16, größer 日本", 64))
                .isEqualTo("docker0 hat 10.1.0.1/16, größer 日本");
    }

    @Test
    void whatIsTooLongIsCutAtAWholeCharacterAndMarked() {
        assertThat(BoundedText.of("abcdef", 5)).isEqualTo("ab…");
        assertThat(BoundedText.of("日本語日本語", 10)).isEqualTo("日本…");
        assertThat(BoundedText.of("😀😀", 7)).isEqualTo("😀…");
        assertThat(BoundedText.of("x".repeat(1 << 20), 2000).getBytes(UTF_8)).hasSize(2000);
    }

    @Test
    void whatWouldForgeALineIsReplaced() {
        assertThat(BoundedText.of("ok\n2026 ERROR\u001b[31m\u0000\u202e\u2028\ud800", 100))
                .isEqualTo("ok\ufffd2026 ERROR\ufffd[31m\ufffd\ufffd\ufffd\ufffd");
    }
}
