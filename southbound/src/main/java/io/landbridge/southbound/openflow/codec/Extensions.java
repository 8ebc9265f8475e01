package io.landbridge.southbound.openflow.codec;

import io.landbridge.flow.FlowEdit;
import io.netty.buffer.ByteBuf;
import org.opendaylight.openflowjava.protocol.api.extensibility.DeserializerRegistry;
import org.opendaylight.openflowjava.protocol.api.extensibility.OFDeserializer;
import org.opendaylight.openflowjava.protocol.api.extensibility.OFSerializer;
import org.opendaylight.openflowjava.protocol.api.extensibility.SerializerRegistry;
import org.opendaylight.openflowjava.protocol.api.keys.ExperimenterIdTypeSerializerKey;
import org.opendaylight.openflowjava.protocol.api.keys.MessageCodeKey;
import org.opendaylight.openflowjava.protocol.api.keys.MessageTypeKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.ErrorMessage;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.ExperimenterMessage;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.FlowModInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.MultipartReplyMessage;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.OfHeader;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.experimenter.core.ExperimenterDataOfChoice;
import org.opendaylight.yangtools.yang.binding.Augmentation;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint8;

/** What we teach the library: flows, bundles (ONF EXT-230), errors and flow statistics. */
final class Extensions {
    static final Uint8 VERSION = Uint8.valueOf(Wire.VERSION);
    static final Uint32 ONF = Uint32.valueOf(0x4f4e4600);
    static final Uint32 BUNDLE_CONTROL = Uint32.valueOf(2300);
    static final Uint32 BUNDLE_ADD = Uint32.valueOf(2301);

    private static final int ERROR = 1;
    private static final int EXPERIMENTER = 4;
    private static final int MULTIPART_REPLY = 19;

    private static final int EXPERIMENTER_ERROR = 0xffff;
    private static final int FLOW_STATS = 1;
    private static final int AGGREGATE_STATS = 2;
    private static final int BEFORE_FLOW_COUNT = 16;
    private static final int MORE_REPLIES = 1;
    private static final int ATOMIC_AND_ORDERED = 1 | 2;

    private Extensions() {}

    static void register(SerializerRegistry writers, DeserializerRegistry readers) {
        OFSerializer<FlowModInput> flowMod = Extensions::writeFlowMod;
        OFSerializer<BundleControl> bundleControl = Extensions::writeBundleControl;
        OFSerializer<BundleAdd> bundleAdd = Extensions::writeBundleAdd;
        writers.registerSerializer(new MessageTypeKey<>(VERSION, FlowModInput.class), flowMod);
        writers.registerSerializer(key(BUNDLE_CONTROL), bundleControl);
        writers.registerSerializer(key(BUNDLE_ADD), bundleAdd);
        register(readers, ERROR, ErrorMessage.class, Extensions::readError);
        register(readers, EXPERIMENTER, ExperimenterMessage.class, Extensions::readExperimenter);
        register(readers, MULTIPART_REPLY, MultipartReplyMessage.class, Extensions::readMultipartReply);
    }

    private static ExperimenterIdTypeSerializerKey<ExperimenterDataOfChoice> key(Uint32 type) {
        return new ExperimenterIdTypeSerializerKey<>(VERSION, ONF, type.longValue(), ExperimenterDataOfChoice.class);
    }

    private static void register(
            DeserializerRegistry readers, int type, Class<?> replaced, OFDeserializer<Received> decoder) {
        readers.registerDeserializer(new MessageCodeKey(VERSION, type, replaced), decoder);
    }

    private static void writeFlowMod(FlowModInput message, ByteBuf out) {
        FlowCodec.writeFlowMod(
                message.getXid().intValue(),
                message.augmentation(FlowModBody.class).edit(),
                out);
    }

    private static void writeBundleControl(BundleControl message, ByteBuf out) {
        out.writeInt(message.bundleId());
        out.writeShort(message.step().request()).writeShort(ATOMIC_AND_ORDERED);
    }

    /** The message put into a bundle must have the xid of the one that carries it. */
    private static void writeBundleAdd(BundleAdd message, ByteBuf out) {
        out.writeInt(message.bundleId());
        out.writeZero(2).writeShort(ATOMIC_AND_ORDERED);
        FlowCodec.writeFlowMod(message.xid(), message.edit(), out);
    }

    private static Received readError(ByteBuf in) {
        Uint32 xid = Uint32.fromIntBits(in.readInt());
        int type = in.readUnsignedShort();
        int code = in.readUnsignedShort();
        boolean ofBundle = type == EXPERIMENTER_ERROR && in.readInt() == ONF.intValue();
        return new Received(
                xid,
                new Reply.Refusal(type, ofBundle ? ErrorNames.bundleErrorName(code) : ErrorNames.name(type, code)));
    }

    private static Received readExperimenter(ByteBuf in) {
        Uint32 xid = Uint32.fromIntBits(in.readInt());
        int experimenter = in.readInt();
        int type = in.readInt();
        boolean bundleReply = experimenter == ONF.intValue() && type == BUNDLE_CONTROL.intValue();
        return new Received(
                xid,
                bundleReply
                        ? new Reply.Done()
                        : new Reply.Unsolicited(String.format("experimenter %08x message %d", experimenter, type)));
    }

    private static Received readMultipartReply(ByteBuf in) {
        Uint32 xid = Uint32.fromIntBits(in.readInt());
        int type = in.readUnsignedShort();
        boolean more = (in.readUnsignedShort() & MORE_REPLIES) != 0;
        in.skipBytes(4);
        return new Received(
                xid,
                switch (type) {
                    case FLOW_STATS -> FlowCodec.readFlowStats(in, more);
                    case AGGREGATE_STATS ->
                        new Reply.FlowCount(in.skipBytes(BEFORE_FLOW_COUNT).readUnsignedInt());
                    default -> new Reply.Unsolicited("multipart reply " + type);
                });
    }

    /** A message that is ready decoded; the library hands it on as one that it does not know. */
    record Received(Uint32 xid, Reply reply) implements OfHeader {
        @Override
        public Class<Received> implementedInterface() {
            return Received.class;
        }

        @Override
        public Uint8 getVersion() {
            return VERSION;
        }

        @Override
        public Uint32 getXid() {
            return xid;
        }
    }

    record FlowModBody(FlowEdit edit) implements Augmentation<FlowModInput> {
        @Override
        public Class<FlowModBody> implementedInterface() {
            return FlowModBody.class;
        }
    }

    record BundleControl(int bundleId, Connection.BundleStep step) implements ExperimenterDataOfChoice {
        @Override
        public Class<BundleControl> implementedInterface() {
            return BundleControl.class;
        }
    }

    record BundleAdd(int bundleId, int xid, FlowEdit edit) implements ExperimenterDataOfChoice {
        @Override
        public Class<BundleAdd> implementedInterface() {
            return BundleAdd.class;
        }
    }
}
