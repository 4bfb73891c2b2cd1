package io.mlplatform.internal.transfer;

/**
 * The CRC-32C of bytes behind each other, from the CRCs of both and without the bytes: a CRC is the remainder of a polynomial
 * over GF(2), and bytes behind it multiply it by a power of x.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4">RFC 3720, B.4</a>, which has the polynomial
 */
public final class Crc32cCombination {

    // Polynomials have their highest power in the lowest bit, as CRCs have.
    private static final int POLYNOMIAL = 0x82F63B78;
    private static final int ONE = 1 << 31;
    private static final int X_TO_THE_8 = 1 << 23;

    private Crc32cCombination() {}

    /**
     * The CRC of some bytes and {@code secondBytes} others behind them. It is linear: of many parts, each may be put before
     * the sum of the others with the bytes behind it, in any order, beginning with 0.
     */
    public static int of(int first, int second, long secondBytes) {
        int power = X_TO_THE_8;
        int moved = first;
        for (long left = secondBytes; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                moved = product(power, moved);
            }
            power = product(power, power);
        }
        return moved ^ second;
    }

    private static int product(int a, int b) {
        int sum = 0;
        int factor = b;
        for (int power = ONE; power != 0; power >>>= 1) {
            if ((a & power) != 0) {
                sum ^= factor;
            }
            factor = (factor & 1) == 0 ? factor >>> 1 : factor >>> 1 ^ POLYNOMIAL;
        }
        return sum;
    }
}
