/** The own lane: HTTP/1.1 requests for the bytes of objects, signed and sent without the SDK's pipeline. */
@NullMarked
package io.mlplatform.s3.internal.lane;

import org.jspecify.annotations.NullMarked;
