package io.landbridge.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.util.promise.Promises;

/** Which parts are started anew, by an OSGi that only notes what it is told. */
class RevivalTest {
    private static final Map<String, Integer> PARTS = Map.of(
            "io.landbridge.Failed", ComponentConfigurationDTO.FAILED_ACTIVATION,
            "io.landbridge.Active", ComponentConfigurationDTO.ACTIVE,
            "io.landbridge.Waiting", ComponentConfigurationDTO.UNSATISFIED_REFERENCE,
            "org.example.Failed", ComponentConfigurationDTO.FAILED_ACTIVATION);

    private final List<String> told = new ArrayList<>();

    @Test
    void ofOurPartsThoseThatFailedAreStartedAnewAndNoOthers() {
        Revival revival = new Revival(runtime());
        revival.revive();
        revival.stop();
        assertThat(told)
                .containsExactly("disableComponent io.landbridge.Failed", "enableComponent io.landbridge.Failed");
    }

    private ServiceComponentRuntime runtime() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getComponentDescriptionDTOs" ->
                        PARTS.keySet().stream().map(RevivalTest::part).toList();
                    case "getComponentConfigurationDTOs" -> List.of(tried((ComponentDescriptionDTO) arguments[0]));
                    default -> {
                        told.add(method.getName() + " " + ((ComponentDescriptionDTO) arguments[0]).implementationClass);
                        yield Promises.resolved(null);
                    }
                });
    }

    private static ComponentDescriptionDTO part(String name) {
        ComponentDescriptionDTO part = new ComponentDescriptionDTO();
        part.implementationClass = name;
        return part;
    }

    private static ComponentConfigurationDTO tried(ComponentDescriptionDTO part) {
        ComponentConfigurationDTO tried = new ComponentConfigurationDTO();
        tried.state = PARTS.getOrDefault(part.implementationClass, 0);
        return tried;
    }
}
