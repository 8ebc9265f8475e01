package io.landbridge.southbound.openflow.codec;

import com.google.common.collect.ImmutableList;
import io.landbridge.flow.CookieFilter;
import io.landbridge.flow.FlowEdit;
import java.util.List;
import java.util.stream.IntStream;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.common.types.rev130731.ExperimenterId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.common.types.rev130731.HelloElementType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.common.types.rev130731.MultipartRequestFlags;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.common.types.rev130731.MultipartType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.oxm.rev150225.OxmMatchType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.oxm.rev150225.match.grouping.Match;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.oxm.rev150225.match.grouping.MatchBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.BarrierInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.BarrierInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.EchoInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.EchoInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.EchoReplyInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.EchoReplyInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.EchoRequestMessage;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.ExperimenterInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.ExperimenterInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.FlowModInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.FlowModInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.GetFeaturesInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.GetFeaturesInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.HelloInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.HelloInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.MultipartRequestInput;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.MultipartRequestInputBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.hello.ElementsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.multipart.request.multipart.request.body.MultipartRequestAggregateCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.multipart.request.multipart.request.body.MultipartRequestFlowCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.multipart.request.multipart.request.body.multipart.request.aggregate._case.MultipartRequestAggregateBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.openflow.protocol.rev130731.multipart.request.multipart.request.body.multipart.request.flow._case.MultipartRequestFlowBuilder;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.common.Uint8;

/** The library's messages from our words and back; plain transcription. */
final class Messages {
    private static final Uint8 ALL_TABLES = Uint8.MAX_VALUE;
    private static final Uint32 ANY = Uint32.MAX_VALUE;

    private Messages() {}

    static HelloInput hello(int xid) {
        List<Boolean> bitmap = IntStream.rangeClosed(0, Wire.VERSION)
                .mapToObj(version -> version == Wire.VERSION)
                .toList();
        return new HelloInputBuilder()
                .setVersion(Extensions.VERSION)
                .setXid(Uint32.fromIntBits(xid))
                .setElements(ImmutableList.of(new ElementsBuilder()
                        .setType(HelloElementType.VERSIONBITMAP)
                        .setVersionBitmap(bitmap)
                        .build()))
                .build();
    }

    static GetFeaturesInput features(int xid) {
        return new GetFeaturesInputBuilder()
                .setVersion(Extensions.VERSION)
                .setXid(Uint32.fromIntBits(xid))
                .build();
    }

    static EchoInput echo(int xid) {
        return new EchoInputBuilder()
                .setVersion(Extensions.VERSION)
                .setXid(Uint32.fromIntBits(xid))
                .build();
    }

    static EchoReplyInput echoReply(EchoRequestMessage request) {
        return new EchoReplyInputBuilder()
                .setVersion(Extensions.VERSION)
                .setXid(request.getXid())
                .setData(request.getData())
                .build();
    }

    static BarrierInput barrier(int xid) {
        return new BarrierInputBuilder()
                .setVersion(Extensions.VERSION)
                .setXid(Uint32.fromIntBits(xid))
                .build();
    }

    static MultipartRequestInput flowStats(int xid, CookieFilter filter) {
        var body = new MultipartRequestFlowBuilder()
                .setTableId(ALL_TABLES)
                .setOutPort(ANY)
                .setOutGroup(ANY)
                .setCookie(Uint64.fromLongBits(filter.value()))
                .setCookieMask(Uint64.fromLongBits(filter.mask()))
                .setMatch(anything())
                .build();
        return multipart(xid, MultipartType.OFPMPFLOW)
                .setMultipartRequestBody(new MultipartRequestFlowCaseBuilder()
                        .setMultipartRequestFlow(body)
                        .build())
                .build();
    }

    static MultipartRequestInput flowCount(int xid, CookieFilter filter) {
        var body = new MultipartRequestAggregateBuilder()
                .setTableId(ALL_TABLES)
                .setOutPort(ANY)
                .setOutGroup(ANY)
                .setCookie(Uint64.fromLongBits(filter.value()))
                .setCookieMask(Uint64.fromLongBits(filter.mask()))
                .setMatch(anything())
                .build();
        return multipart(xid, MultipartType.OFPMPAGGREGATE)
                .setMultipartRequestBody(new MultipartRequestAggregateCaseBuilder()
                        .setMultipartRequestAggregate(body)
                        .build())
                .build();
    }

    private static MultipartRequestInputBuilder multipart(int xid, MultipartType type) {
        return new MultipartRequestInputBuilder()
                .setVersion(Extensions.VERSION)
                .setXid(Uint32.fromIntBits(xid))
                .setType(type)
                .setFlags(new MultipartRequestFlags(false));
    }

    private static Match anything() {
        return new MatchBuilder()
                .setType(OxmMatchType.VALUE)
                .setMatchEntry(ImmutableList.of())
                .build();
    }

    static FlowModInput flowMod(int xid, FlowEdit edit) {
        return new FlowModInputBuilder()
                .setVersion(Extensions.VERSION)
                .setXid(Uint32.fromIntBits(xid))
                .addAugmentation(new Extensions.FlowModBody(edit))
                .build();
    }

    static ExperimenterInput bundle(int xid, int bundleId, Connection.BundleStep step) {
        return onf(xid).setExpType(Extensions.BUNDLE_CONTROL)
                .setExperimenterDataOfChoice(new Extensions.BundleControl(bundleId, step))
                .build();
    }

    static ExperimenterInput addToBundle(int xid, int bundleId, FlowEdit edit) {
        return onf(xid).setExpType(Extensions.BUNDLE_ADD)
                .setExperimenterDataOfChoice(new Extensions.BundleAdd(bundleId, xid, edit))
                .build();
    }

    private static ExperimenterInputBuilder onf(int xid) {
        return new ExperimenterInputBuilder()
                .setVersion(Extensions.VERSION)
                .setXid(Uint32.fromIntBits(xid))
                .setExperimenter(new ExperimenterId(Extensions.ONF));
    }
}
