package io.landbridge.southbound.openflow.codec;

import com.google.common.util.concurrent.MoreExecutors;
import io.landbridge.model.DatapathId;
import io.landbridge.southbound.codec.Stranger;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.opendaylight.openflowjava.protocol.api.connection.ConnectionAdapter;
import org.opendaylight.openflowjava.protocol.api.connection.ConnectionReadyListener;
import org.opendaylight.openflowjava.protocol.api.extensibility.AlienMessageListener;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.BarrierOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.EchoOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.EchoRequestMessage;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.ErrorMessage;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.ExperimenterMessage;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.FlowRemovedMessage;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.GetFeaturesOutput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.HelloMessage;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.MultipartReplyMessage;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.OfHeader;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.OpenflowProtocolListener;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.PacketInMessage;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.PortStatusMessage;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.system.rev130927.DisconnectEvent;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.system.rev130927.SslConnectionError;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.system.rev130927.SwitchIdleEvent;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.system.rev130927.SystemNotificationsListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what the library reports of one connection to its listener, in our words. */
@SuppressWarnings("deprecation") // the library takes listeners of no other kind
final class Inbound
        implements ConnectionReadyListener,
                AlienMessageListener,
                OpenflowProtocolListener,
                SystemNotificationsListener {
    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

    /** What answers to echo requests may take that are on their way; an honest switch has one of 8 bytes. */
    private static final int MOST_UNREAD_ECHOES = 256 << 10;

    private static final int ECHO_OVERHEAD = 256;

    private final ConnectionAdapter adapter;
    private final Stranger peer;
    private final AtomicInteger unreadEchoes = new AtomicInteger();
    private final Connection.Listener listener;
    private final AtomicBoolean gone = new AtomicBoolean();

    Inbound(ConnectionAdapter adapter, Stranger peer, Connection.Listener listener) {
        this.adapter = adapter;
        this.peer = peer;
        this.listener = listener;
    }

    void listen() {
        adapter.setConnectionReadyListener(this);
        adapter.setAlienMessageListener(this);
        adapter.setMessageListener(this);
        adapter.setSystemListener(this);
    }

    /** Says so once, whoever ended it; the library reports only what the other side ends. */
    void gone() {
        if (gone.compareAndSet(false, true)) {
            listener.disconnected();
        }
    }

    @Override
    public void onConnectionReady() {
        listener.ready();
    }

    /** Sees every answer first; the library still notes those that it decoded itself. */
    @Override
    public boolean onAlienMessage(OfHeader message) {
        int xid = message.getXid().intValue();
        if (message instanceof Extensions.Received received) {
            listener.received(xid, received.reply());
            return true;
        }
        if (message instanceof GetFeaturesOutput features) {
            peer.identified();
            listener.received(
                    xid,
                    new Reply.Features(
                            new DatapathId(features.getDatapathId().longValue()),
                            features.getAuxiliaryId().intValue()));
        } else if (message instanceof BarrierOutput || message instanceof EchoOutput) {
            listener.received(xid, new Reply.Done());
        }
        return false;
    }

    @Override
    public void onHelloMessage(HelloMessage message) {
        // was read before it came here
    }

    @Override
    public void onEchoRequestMessage(EchoRequestMessage message) {
        int bytes = ECHO_OVERHEAD + (message.getData() == null ? 0 : message.getData().length);
        if (unreadEchoes.addAndGet(bytes) > MOST_UNREAD_ECHOES) {
            peer.refuse("it does not read the answers to its echo requests");
            return;
        }
        adapter.echoReply(Messages.echoReply(message))
                .addListener(() -> unreadEchoes.addAndGet(-bytes), MoreExecutors.directExecutor());
    }

    @Override
    public void onSwitchIdleEvent(SwitchIdleEvent event) {
        listener.idle();
    }

    @Override
    public void onDisconnectEvent(DisconnectEvent event) {
        gone();
    }

    @Override
    public void onSslConnectionError(SslConnectionError event) {
        LOG.warn("TLS with a switch failed: {}", event.getInfo());
    }

    @Override
    public void onErrorMessage(ErrorMessage message) {
        LOG.warn("error of OpenFlow version {}, which we do not speak", message.getVersion());
    }

    @Override
    public void onExperimenterMessage(ExperimenterMessage message) {
        // only from versions that we do not speak
    }

    @Override
    public void onMultipartReplyMessage(MultipartReplyMessage message) {
        // only from versions that we do not speak
    }

    @Override
    public void onPacketInMessage(PacketInMessage message) {
        // no flow of ours sends packets here
    }

    @Override
    public void onFlowRemovedMessage(FlowRemovedMessage message) {
        // no flow of ours asks for it
    }

    @Override
    public void onPortStatusMessage(PortStatusMessage message) {
        // ports are watched in the host's database
    }
}
