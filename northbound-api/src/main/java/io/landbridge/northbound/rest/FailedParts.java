package io.landbridge.northbound.rest;

import com.google.common.collect.ImmutableList;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The parts of Landbridge that did not start, and why, as OSGi knows it (Declarative Services 1.5, section 112.10). */
@Component(service = FailedParts.class)
public final class FailedParts {
    private static final String OURS = "io.landbridge.";

    /** How Felix says that a part lacks another one, which says itself why it did not start. */
    private static final String LACKS_ANOTHER = "Unable to get service for reference";

    /** What a stack trace puts before a message: {@code Caused by}, and the classes of exceptions. */
    private static final Pattern BEFORE_MESSAGE = Pattern.compile("^(Caused by: )?([\\w.$]+(Exception|Error)(: |$))*");

    private final ServiceComponentRuntime runtime;

    @Activate
    public FailedParts(@Reference ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /** One sentence each. */
    ImmutableList<String> reasons() {
        return runtime.getComponentDescriptionDTOs().stream()
                .filter(part -> part.implementationClass.startsWith(OURS))
                .flatMap(part -> runtime.getComponentConfigurationDTOs(part).stream()
                        .filter(tried -> tried.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                        .map(tried -> message(tried.failure))
                        .filter(message -> !message.startsWith(LACKS_ANOTHER))
                        .map(message -> name(part) + " did not start: " + message))
                .collect(ImmutableList.toImmutableList());
    }

    private static String name(ComponentDescriptionDTO part) {
        return part.implementationClass.substring(part.implementationClass.lastIndexOf('.') + 1);
    }

    /** The outermost message of a stack trace. */
    private static String message(String trace) {
        return trace.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .map(line -> BEFORE_MESSAGE.matcher(line).replaceFirst(""))
                .filter(message -> !message.isEmpty())
                .findFirst()
                .orElse("data/log/karaf.log tells why");
    }
}
