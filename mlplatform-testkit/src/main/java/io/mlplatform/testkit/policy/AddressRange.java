package io.mlplatform.testkit.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The IP addresses that share their first bits, as CIDR writes them.
 *
 * @param bits the first address, highest byte first, 4 or 16 of them
 * @param shared how many bits are shared
 */
record AddressRange(byte[] bits, int shared) {

    /** The version does not matter, as there are no variables among addresses. */
    @SuppressWarnings("unused")
    static ValueMatcher matching(String value, PolicyVersion version) {
        AddressRange range = parse(value)
                .orElseThrow(() -> new MalformedPolicyException("No IP address or range in CIDR form: " + value));
        return (requested, context) -> address(requested).map(range::contains).orElse(false);
    }

    private boolean contains(byte[] address) {
        if (address.length != bits.length) {
            return false;
        }
        for (int bit = 0; bit < shared; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (bits[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return address(text).map(bits -> new AddressRange(bits, bits.length * 8));
        }
        String length = text.substring(slash + 1);
        return address(text.substring(0, slash))
                .filter(bits -> length.matches("\\d{1,3}") && Integer.parseInt(length) <= bits.length * 8)
                .map(bits -> new AddressRange(bits, Integer.parseInt(length)));
    }

    /** Of digits only: a name would be asked of a server. */
    private static Optional<byte[]> address(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}|(?=.*:)[0-9a-fA-F:.]+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
