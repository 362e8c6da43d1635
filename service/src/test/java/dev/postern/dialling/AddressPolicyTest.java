package dev.postern.dialling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private static final AddressPolicy NOTHING_ALLOWED = policy();

    /** As careless as it gets. */
    private static final AddressPolicy MUCH_ALLOWED = policy("0.0.0.0/1", "128.0.0.0/1", "2000::/3", "fc00::/7");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "198.18.0.1",
                "192.0.0.1",
                "192.0.2.1",
                "198.51.100.1",
                "203.0.113.1",
                "::1",
                "fc00::1",
                "fd12:3456::1",
                "2001:db8::1",
                "3fff::1"
            })
    void aPrivateAddressIsDialledOnlyIfTheOperatorAllowsItsNetwork(String address) {
        assertThat(NOTHING_ALLOWED.allows(InetAddress.ofLiteral(address))).isFalse();
        assertThat(policy("10.99.0.0/16").allows(InetAddress.ofLiteral(address)))
                .isFalse();
        assertThat(policy(address).allows(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "169.254.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "192.88.99.1",
                "::",
                "::10.0.0.1",
                "::169.254.169.254",
                "::8.8.8.8",
                "::ffff:0:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b::8.8.8.8",
                "64:ff9b:1::a00:1",
                "64:ff9b:1:fffe::a00:1",
                "100::1",
                "2001::1",
                "2001:0:a00:1::f5ff:fffe",
                "2001:20::1",
                "2002:a00:1::1",
                "2002:7f00:1::",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "ff0e::1",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd00:ec2::253",
                "4000::1",
                "e000::1"
            })
    void whereNoEndpointCanBeNobodyIsLetWhateverIsAllowed(String address) {
        assertThat(NOTHING_ALLOWED.allows(InetAddress.ofLiteral(address))).isFalse();
        assertThat(MUCH_ALLOWED.allows(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.0",
                "223.255.255.255",
                "2600:1f18::1",
                "2a05:d018::1",
                "2001:4860:4860::8888"
            })
    void aPublicAddressIsDialled(String address) {
        assertThat(NOTHING_ALLOWED.allows(InetAddress.ofLiteral(address))).isTrue();
    }

    /** Java itself makes IPv4 of these, which is then what is dialled. */
    @ParameterizedTest
    @CsvSource({
        "::ffff:169.254.169.254, false",
        "::ffff:127.0.0.1, false",
        "::ffff:10.1.2.3, true",
        "::ffff:10.2.0.1, false",
        "::ffff:8.8.8.8, true"
    })
    void anIpv4AddressInIpv6ClothingIsTheIpv4Address(String address, boolean dialled) {
        assertThat(policy("10.1.0.0/16").allows(InetAddress.ofLiteral(address))).isEqualTo(dialled);
    }

    @ParameterizedTest
    @CsvSource({
        "10.20.0.0/16, 10.20.255.255, 10.21.0.0",
        "10.20.0.0/30, 10.20.0.3, 10.20.0.4",
        "fd12:3456:789a::/48, fd12:3456:789a:1::1, fd12:3456:789b::1",
        "127.0.0.0/8, 127.9.9.9, 10.0.0.1"
    })
    void anAllowedNetworkIsDialledUpToItsLastAddressAndNoFurther(String cidr, String last, String next) {
        AddressPolicy policy = policy(cidr);

        assertThat(policy.allows(InetAddress.ofLiteral(last))).isTrue();
        assertThat(policy.allows(InetAddress.ofLiteral(next))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.20.0.1/16 | is 10.20.0.0/16 meant?",
                "0.0.0.0/0 | that is every address",
                "::/0 | that is every address",
                "169.254.169.254 | no endpoint or bastion can be there",
                "169.254.0.0/16 | no endpoint or bastion can be there",
                "fe80::/10 | no endpoint or bastion can be there",
                "64:ff9b::/96 | no endpoint or bastion can be there",
                "10.20.*.* | must be a CIDR",
                "10.0-5.0.0 | must be a CIDR",
                "10.1 | must be a CIDR",
                "* | must be a CIDR",
                "'' | must be a CIDR",
                "vpc.example | must be a CIDR",
                "10.0.0.0/33 | must be a CIDR",
                "10.0.0.0/255.0.0.0 | must be a CIDR"
            })
    void anEntryThatIsNoNetworkOrTooMuchStopsTheStart(String entry, String why) {
        assertThatThrownBy(() -> policy(entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postern.dialling.allow has '" + entry + "'")
                .hasMessageContaining(why);
    }

    @Property
    void nothingThatJavaKnowsToBeSpecialIsDialled(@ForAll("addresses") byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        boolean special = address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();

        assertThat(special && NOTHING_ALLOWED.allows(address)).isFalse();
    }

    @Property
    void noAddressGetsPastByHidingInAnother(@ForAll("hidden") byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);

        assertThat(NOTHING_ALLOWED.allows(address)).isFalse();
        assertThat(MUCH_ALLOWED.allows(address)).isFalse();
    }

    private static AddressPolicy policy(String... allow) {
        return new AddressPolicy("postern.dialling.allow", List.of(allow));
    }

    @Provide
    Arbitrary<byte[]> addresses() {
        Arbitrary<Integer> any = Arbitraries.integers();
        return Arbitraries.oneOf(
                any.map(four -> ByteBuffer.allocate(4).putInt(four).array()),
                Arbitraries.of(0x0A000000, 0x7F000000, 0xA9FE0000, 0xC0A80000, 0xAC100000)
                        .flatMap(net -> any.map(host -> ByteBuffer.allocate(4)
                                .putInt(net | (host & 0xFFFF))
                                .array())),
                Arbitraries.of(0xFE80, 0xFC00, 0xFD00, 0xFEC0, 0xFF02, 0x2001, 0)
                        .flatMap(head -> Arbitraries.longs()
                                .map(tail -> ByteBuffer.allocate(16)
                                        .putInt(head << 16)
                                        .putInt(0)
                                        .putLong(tail)
                                        .array())));
    }

    /** Any IPv4 address inside of any form of IPv6 that carries one, save for the mapped form, which Java undoes. */
    @Provide
    Arbitrary<byte[]> hidden() {
        return Arbitraries.integers()
                .flatMap(four -> Arbitraries.of(
                        ByteBuffer.allocate(16).putInt(12, four).array(), // compatible
                        ByteBuffer.allocate(16)
                                .putInt(8, 0xFFFF0000)
                                .putInt(12, four)
                                .array(), // translated
                        ByteBuffer.allocate(16)
                                .putInt(0, 0x0064FF9B)
                                .putInt(12, four)
                                .array(), // NAT64
                        ByteBuffer.allocate(16)
                                .putInt(0, 0x0064FF9B)
                                .putShort(4, (short) 1)
                                .putInt(12, four)
                                .array(), // local NAT64
                        ByteBuffer.allocate(16)
                                .putShort(0, (short) 0x2002)
                                .putInt(2, four)
                                .array(), // 6to4
                        ByteBuffer.allocate(16)
                                .putInt(0, 0x20010000)
                                .putInt(12, ~four)
                                .array())); // Teredo
    }
}
