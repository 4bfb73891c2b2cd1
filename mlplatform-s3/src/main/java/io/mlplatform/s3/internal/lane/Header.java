package io.mlplatform.s3.internal.lane;

/**
 * A header of a request.
 *
 * @param name in lower case
 * @param value without line breaks, and without white space at its ends
 */
public record Header(String name, String value) {

    public Header {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a header's value has no line breaks: " + name);
        }
    }
}
