package io.landbridge.northbound.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.servlet.ServletOutputStream;
import javax.servlet.ServletRequest;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownCharsetsTest {
    private final Map<String, Object> answered = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean passedOn = new AtomicBoolean();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"utf-8", "ISO-8859-1"})
    void aCharacterSetThatIsKnownIsPassedOn(@Nullable String charset) throws Exception {
        send(charset);
        assertThat(passedOn).isTrue();
        assertThat(answered).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "", "not a name"})
    void oneThatIsNotIsRefusedByName(String charset) throws Exception {
        send(charset);
        assertThat(passedOn).isFalse();
        assertThat(answered).containsEntry("setStatus", 415).containsEntry("setContentType", Problem.MEDIA_TYPE);
        assertThat(body.toString(StandardCharsets.UTF_8)).contains("'" + charset + "' is no character set");
    }

    private void send(@Nullable String charset) throws Exception {
        ServletRequest request =
                proxy(ServletRequest.class, (name, argument) -> name.equals("getCharacterEncoding") ? charset : null);
        HttpServletResponse response = proxy(HttpServletResponse.class, (name, argument) -> {
            if (name.equals("getOutputStream")) {
                return new Captured();
            }
            answered.put(name, argument);
            return null;
        });
        new KnownCharsets().doFilter(request, response, (passed, on) -> passedOn.set(true));
    }

    private interface Answers {
        @Nullable
        Object to(String method, @Nullable Object argument);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method.getName(), arguments == null ? null : arguments[0])));
    }

    private final class Captured extends ServletOutputStream {
        @Override
        public void write(int octet) {
            body.write(octet);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
