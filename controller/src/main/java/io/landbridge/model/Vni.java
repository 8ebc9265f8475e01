package io.landbridge.model;

/**
 * VXLAN network identifier (RFC 7348 §5).
 *
 * @param value 1 to 2²⁴−1
 */
public record Vni(int value) {
    public Vni {
        new Violations()
                .require(value >= 1 && value < 1 << 24, "vni", "%d is not a VNI: 1 to 16777215", value)
                .refuse();
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
