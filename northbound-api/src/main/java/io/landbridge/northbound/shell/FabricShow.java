package io.landbridge.northbound.shell;

import io.landbridge.port.in.Overlay;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Shows the fabric's parameters. */
@Service
@Command(scope = "overlay", name = "fabric-show", description = "Show the fabric's parameters")
public final class FabricShow extends OverlayCommand {
    @Override
    Answer ask(Overlay overlay) {
        return FabricTable.of(overlay.intent().fabric());
    }
}
